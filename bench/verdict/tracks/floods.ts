import { type Delays, summarise } from '../metrics/delays.ts';
import { fateOf, followCourse, type Told } from '../ours/course.ts';
import { createWarm } from '../ours/warm.ts';
import { mostLiars } from '../sim/most-liars.ts';
import { step } from '../sim/shapes.ts';

const OUTAGE_MINUTES = 120;

export interface FloodPlan {
  readonly seed: number;
  readonly voices: number;
  /** Failing share of the fault that somebody hides. */
  readonly share: number;
  /** Fake successes a minute: for each honest voice, or as many networks as the trim takes. */
  readonly fakes: number | 'k';
  readonly runs: number;
}

export interface FloodResult extends Omit<FloodPlan, 'seed'> {
  readonly noticed: Delays;
  readonly confirmed: Delays;
  readonly outage: Delays;
  /** Part of the runs that were called `recovering` or `operational` again while it went on. */
  readonly soothed: number;
}

function liars(fakes: FloodPlan['fakes'], tried: number): number {
  return fakes === 'k' ? mostLiars(tried) : Math.round(fakes * tried);
}

function isSoothed(told: readonly Told[]): boolean {
  const first = told.findIndex(({ level }) => level !== null);
  return told
    .slice(first)
    .some(({ state }) => first >= 0 && (state === 'recovering' || state === 'operational'));
}

/** A fault that somebody hides behind fake successes. */
export function hideOutage({ seed, voices, share, fakes, runs }: FloodPlan): FloodResult {
  const warm = createWarm({ seed, voicesPerMinute: voices, quiet: 'over-dispersed' });
  const courses = Array.from({ length: runs }, () =>
    followCourse({
      fold: warm.fold,
      crowd: warm.branch(),
      shape: step(share, OUTAGE_MINUTES),
      minutes: OUTAGE_MINUTES,
      flood: (_, tried) => liars(fakes, tried),
    }),
  );
  const fates = courses.map((told) => fateOf(told, OUTAGE_MINUTES));
  const of = (pick: (fate: (typeof fates)[number]) => number | null) =>
    summarise(fates.map(pick), OUTAGE_MINUTES);
  return {
    ...{ voices, share, fakes, runs },
    noticed: of(({ noticed }) => noticed),
    confirmed: of(({ confirmed }) => confirmed),
    outage: of(({ outage }) => outage),
    soothed: courses.filter(isSoothed).length / runs,
  };
}
