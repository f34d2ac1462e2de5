import { addEvidence, logEvidence, noEvidence } from '../../../server/verdict/detector.ts';
import { NORMAL_SHARE } from '../sim/crowd.ts';
import type { Detector } from './detector.ts';

/** The same alternatives as the fold's fast test. */
const STEPS = [0.05, 0.1, 0.2, 0.35, 0.6, 0.9] as const;
const MARGIN = 0.01;

/** Memory of the noise: a day. */
const KEEP = 1 - 1 / 1440;

interface Memory {
  readonly evidence: number[];
  /** Squares beyond Poisson's, and squared expectations, decaying. */
  excess: number;
  squares: number;
}

/**
 * The fold's fast test without the voices that tried: negative binomial counts of failures against
 * what the true daily profile lets expect, with their noise learned. What it is slower than the fold
 * is what the denominator is worth.
 */
export function createCountsOnly(): Detector {
  return resume({ evidence: noEvidence(), excess: 50, squares: 500 });
}

function logChance(mean: number, size: number, failed: number): number {
  return size * Math.log(size / (size + mean)) + failed * Math.log(mean / (size + mean));
}

function resume(memory: Memory): Detector {
  return {
    push({ failed, expected }, scores, from) {
      const normal = Math.max(1e-3, expected * NORMAL_SHARE);
      const spread = Math.max(0.02, memory.excess / memory.squares);
      const size = 1 / spread;
      const base = normal + expected * MARGIN;
      const quiet = logChance(base, size, failed);
      const ratios = STEPS.map((step) => logChance(base + expected * step, size, failed) - quiet);
      addEvidence(memory.evidence, ratios);
      const surprise = Math.min(3 * Math.sqrt(normal + normal ** 2), failed - normal);
      memory.excess = Math.max(0, KEEP * memory.excess + surprise ** 2 - normal);
      memory.squares = KEEP * memory.squares + normal ** 2;
      scores[from] = logEvidence(memory.evidence);
    },
    clone: () => resume({ ...memory, evidence: [...memory.evidence] }),
  };
}
