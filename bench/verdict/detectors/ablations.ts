import {
  coldBaseline,
  learn,
  type Normal,
  normalOf,
  noteMinute,
} from '../../../server/verdict/baseline.ts';
import { createTests, type Tests } from '../../../server/verdict/create-tests.ts';
import {
  addEvidence,
  logEvidence,
  logRatios,
  noEvidence,
} from '../../../server/verdict/detector.ts';
import type { BaselineState } from '../../../server/verdict/verdict-state.ts';
import type { Detector } from './detector.ts';

const FIXED_RHO = 0.03;
const FIXED_MARGIN = 0.03;

interface Memory {
  readonly baseline: BaselineState;
  readonly fixed: number[];
  readonly untrimmed: number[];
}

interface BothTests {
  readonly fixed: Tests;
  readonly learned: Tests;
}

function testsOf(baseline: BaselineState): BothTests {
  const normal = normalOf(baseline);
  const fixed: Normal = { ...normal, rho: FIXED_RHO, margin: FIXED_MARGIN };
  return { fixed: createTests(fixed, true, null), learned: createTests(normal, true, null) };
}

/**
 * Our own parts with one thing missing each: the fast test with noise and margin fixed instead of
 * learned, and the robust test on counts as they are instead of trimmed ones.
 */
export function createAblations(): Detector {
  return resume({
    baseline: coldBaseline(),
    fixed: noEvidence(),
    untrimmed: noEvidence(
      createTests(normalOf(coldBaseline()), true, null).robust.alternatives.length,
    ),
  });
}

function resume(memory: Memory): Detector {
  const { baseline, fixed, untrimmed } = memory;
  let tests = testsOf(baseline);
  return {
    push({ minute, tried, failed }, scores, from) {
      noteMinute(baseline, { minute, tried, failed });
      if (tried > 0) {
        addEvidence(fixed, logRatios(tests.fixed.fast, tried, failed));
        addEvidence(untrimmed, logRatios(tests.learned.robust, tried, failed));
      }
      if (learn(baseline, minute)) tests = testsOf(baseline);
      scores[from] = logEvidence(fixed);
      scores[from + 1] = logEvidence(untrimmed);
    },
    clone: () => resume(structuredClone(memory)),
  };
}
