import { NORMAL_SHARE } from '../sim/crowd.ts';
import type { Detector } from './detector.ts';
import { createRollingSum, type RollingSum } from './rolling-sum.ts';

const LONG = 60;
const SHORT = 5;

interface Sums {
  readonly failedLong: RollingSum;
  readonly triedLong: RollingSum;
  readonly failedShort: RollingSum;
  readonly triedShort: RollingSum;
}

/**
 * Error budget burned: the failing rate over the normal one, in the last hour and in the last five
 * minutes, whichever is lower ('The Site Reliability Workbook', chapter 5). It is told the true
 * normal rate.
 */
export function createBurnRate(): Detector {
  return resume({
    failedLong: createRollingSum(LONG),
    triedLong: createRollingSum(LONG),
    failedShort: createRollingSum(SHORT),
    triedShort: createRollingSum(SHORT),
  });
}

function resume(sums: Sums): Detector {
  return {
    push({ tried, failed }, scores, from) {
      const long = sums.failedLong.add(failed) / Math.max(1, sums.triedLong.add(tried));
      const short = sums.failedShort.add(failed) / Math.max(1, sums.triedShort.add(tried));
      scores[from] = Math.min(long, short) / NORMAL_SHARE;
    },
    clone: () =>
      resume({
        failedLong: sums.failedLong.clone(),
        triedLong: sums.triedLong.clone(),
        failedShort: sums.failedShort.clone(),
        triedShort: sums.triedShort.clone(),
      }),
  };
}
