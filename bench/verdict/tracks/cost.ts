import { createFold, type MinuteCounts } from '../../../server/verdict/fold.ts';
import { quantile } from '../metrics/delays.ts';
import { createCrowd, DAY, YEAR } from '../sim/crowd.ts';

/** Services that one server folds. */
const SERVICES = 20;

/** Minutes that late reports may change, and so are folded anew with each tick. */
const TAIL_MINUTES = 14;

const TICKS = 200;

export interface CostPlan {
  readonly seed: number;
  readonly voices: number;
  /** Days of history that were folded before. */
  readonly days: number;
}

export interface CostResult extends Omit<CostPlan, 'seed'> {
  /** Median milliseconds of one tick of 20 services, and the slowest of a hundred. */
  readonly tick: number;
  readonly slow: number;
  /** Longest stored state of one service. Bytes of JSON. */
  readonly bytes: number;
}

/** What it costs to fold 20 services once more, after so long a history. */
export function weighTick({ seed, voices, days }: CostPlan): CostResult {
  const crowd = createCrowd({ seed, voicesPerMinute: voices, quiet: 'wandering' });
  const fold = createFold();
  let bytes = 0;
  for (let minute = 0; minute < days * DAY; minute += 1) {
    fold.push({ minute, ...crowd.next(null) });
    if (minute % (DAY / 4) === 0) bytes = Math.max(bytes, JSON.stringify(fold.snapshot()).length);
  }
  const state = fold.snapshot();
  const tail = Array.from({ length: TAIL_MINUTES }, (_, at): MinuteCounts => {
    return { minute: days * DAY + at, ...crowd.next(0.5) };
  });
  const times = Array.from({ length: TICKS }, () => {
    const started = performance.now();
    for (let service = 0; service < SERVICES; service += 1) {
      const copy = createFold(state);
      for (const counts of tail) copy.push(counts);
    }
    return performance.now() - started;
  });
  return { voices, days, tick: quantile(times, 0.5), slow: quantile(times, 0.99), bytes };
}

/** A year. */
export const HISTORY_DAYS = YEAR / DAY;
