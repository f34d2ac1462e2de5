import { type Delays, summarise } from '../metrics/delays.ts';
import { fateOf, followCourse } from '../ours/course.ts';
import { createWarm } from '../ours/warm.ts';
import type { Quiet } from '../sim/crowd.ts';
import { FEBRUARY_MINUTES, february } from '../sim/shapes.ts';

const AFTER_MINUTES = 60;

export interface FebruaryPlan {
  readonly seed: number;
  readonly quiet: Quiet;
  readonly runs: number;
}

export interface FebruaryResult extends Omit<FebruaryPlan, 'seed'> {
  readonly noticed: Delays;
  readonly outage: Delays;
  /** Parts of the runs. */
  readonly lateAlarms: number;
  readonly lateOutages: number;
  readonly restless: number;
}

const VOICES = 200;
const ALARM_WITHIN = 5;
const OUTAGE_WITHIN = 10;

/** The shape of 3 February 2026 among 200 voices a minute. */
export function meetFebruary({ seed, quiet, runs }: FebruaryPlan): FebruaryResult {
  const warm = createWarm({ seed, voicesPerMinute: VOICES, quiet });
  const fates = Array.from({ length: runs }, () => {
    const minutes = FEBRUARY_MINUTES + AFTER_MINUTES;
    const course = { fold: warm.fold, crowd: warm.branch(), shape: february, minutes };
    return fateOf(followCourse(course), FEBRUARY_MINUTES);
  });
  const part = (isTrue: (fate: (typeof fates)[number]) => boolean) =>
    fates.filter(isTrue).length / runs;
  return {
    quiet,
    runs,
    noticed: summarise(
      fates.map(({ noticed }) => noticed),
      FEBRUARY_MINUTES,
    ),
    outage: summarise(
      fates.map(({ outage }) => outage),
      FEBRUARY_MINUTES,
    ),
    lateAlarms: part(({ noticed }) => (noticed ?? Infinity) > ALARM_WITHIN),
    lateOutages: part(({ outage }) => (outage ?? Infinity) > OUTAGE_WITHIN),
    restless: part(({ transitions }) => transitions > 4),
  };
}
