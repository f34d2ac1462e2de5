import { type Delays, summarise } from '../metrics/delays.ts';
import { fateOf, followCourse } from '../ours/course.ts';
import { createWarm } from '../ours/warm.ts';
import { step } from '../sim/shapes.ts';

const OUTAGE_MINUTES = 120;
const VOICES = 30;

export interface FloodPlan {
  readonly seed: number;
  /** Fake successes for each honest voice. */
  readonly ratio: number;
  readonly runs: number;
}

export interface FloodResult extends Omit<FloodPlan, 'seed'> {
  readonly noticed: Delays;
  readonly confirmed: Delays;
  readonly outage: Delays;
}

/** An outage of 80 % that somebody hides behind fake successes. */
export function hideOutage({ seed, ratio, runs }: FloodPlan): FloodResult {
  const warm = createWarm({ seed, voicesPerMinute: VOICES, quiet: 'over-dispersed' });
  const fates = Array.from({ length: runs }, () =>
    fateOf(
      followCourse({
        fold: warm.fold,
        crowd: warm.branch(),
        shape: step(0.8, OUTAGE_MINUTES),
        minutes: OUTAGE_MINUTES,
        flood: (_, tried) => Math.round(ratio * tried),
      }),
      OUTAGE_MINUTES,
    ),
  );
  const of = (pick: (fate: (typeof fates)[number]) => number | null) =>
    summarise(fates.map(pick), OUTAGE_MINUTES);
  return {
    ratio,
    runs,
    noticed: of(({ noticed }) => noticed),
    confirmed: of(({ confirmed }) => confirmed),
    outage: of(({ outage }) => outage),
  };
}
