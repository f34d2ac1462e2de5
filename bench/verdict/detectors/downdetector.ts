import { NORMAL_SHARE } from '../sim/crowd.ts';
import type { Detector } from './detector.ts';
import { createRollingSum, type RollingSum } from './rolling-sum.ts';

const WINDOW = 15;

/**
 * Failures of the last 15 minutes over those expected at that time of day, as complaint sites
 * describe it; the site itself publishes neither thresholds nor code. It is told the true daily
 * profile, which flatters it. Two scores: in fixed quarters of an hour, and rolling each minute,
 * which flatters it further.
 */
export function createDowndetector(): Detector {
  return resume(createRollingSum(WINDOW), createRollingSum(WINDOW), 0);
}

function resume(failures: RollingSum, normal: RollingSum, atQuarter: number): Detector {
  let fixed = atQuarter;
  return {
    push({ minute, failed, expected }, scores, from) {
      const ratio = failures.add(failed) / Math.max(1, normal.add(expected * NORMAL_SHARE));
      if ((minute + 1) % WINDOW === 0) fixed = ratio;
      scores[from] = fixed;
      scores[from + 1] = ratio;
    },
    clone: () => resume(failures.clone(), normal.clone(), fixed),
  };
}
