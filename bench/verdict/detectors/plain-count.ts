import type { Detector } from './detector.ts';
import { createRollingSum, type RollingSum } from './rolling-sum.ts';

const WINDOW = 5;

/** Failures of the last five minutes. */
export function createPlainCount(): Detector {
  return resume(createRollingSum(WINDOW));
}

function resume(failures: RollingSum): Detector {
  return {
    push({ failed }, scores, from) {
      scores[from] = failures.add(failed);
    },
    clone: () => resume(failures.clone()),
  };
}
