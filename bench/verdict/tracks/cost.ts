import { createFold, type MinuteCounts } from '../../../server/verdict/fold.ts';
import { quantile } from '../../quantile.ts';
import { createCrowd, DAY, YEAR } from '../sim/crowd.ts';

/** Services that one server folds. */
const SERVICES = 20;

/** Minutes that late reports may change, and so are folded anew with each tick. */
const TAIL_MINUTES = 14;

const ROUNDS = 20;
const TICKS_PER_ROUND = 10;

export interface CostPlan {
  readonly seed: number;
  readonly voices: number;
  /** Days of history that were folded before. */
  readonly days: number;
}

export interface CostResult extends Omit<CostPlan, 'seed'> {
  /** Milliseconds of processor time for one tick of 20 services, the median of several rounds. */
  readonly tick: number;
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
  const times = Array.from({ length: ROUNDS }, () => {
    // Processor time: what else the machine does must not count.
    const before = process.threadCpuUsage();
    for (let fold = 0; fold < SERVICES * TICKS_PER_ROUND; fold += 1) {
      const copy = createFold(state);
      for (const counts of tail) copy.push(counts);
    }
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / TICKS_PER_ROUND;
  });
  return { voices, days, tick: quantile(times, 0.5), bytes };
}

/** A year. */
export const HISTORY_DAYS = YEAR / DAY;
