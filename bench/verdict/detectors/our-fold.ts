import { createFold, type Verdict, type VerdictState } from '../../../server/verdict/fold.ts';
import type { Detector } from './detector.ts';

/** Hears what the fold tells. */
export type Hear = (minute: number, verdict: Verdict) => void;

export interface OurFold extends Detector {
  clone(hear?: Hear): OurFold;
}

/**
 * The very fold that the server runs, as a detector: the evidence of its fast and of its robust test
 * are its two scores, so that its thresholds can be moved like everyone else's. What it says at the
 * thresholds it ships with, `hear` is told.
 */
export function createOurFold(hear?: Hear, resumeFrom?: VerdictState): OurFold {
  const fold = createFold(resumeFrom, hear);
  return {
    push({ minute, tried, failed }, scores, from) {
      const { state } = fold.push({ minute, tried, failed });
      const { fast, robust } = fold.evidence();
      // In `recovering` the tests ask another question.
      const isAsking = state !== 'recovering';
      scores[from] = isAsking ? fast : Number.NEGATIVE_INFINITY;
      scores[from + 1] = isAsking ? robust : Number.NEGATIVE_INFINITY;
    },
    clone: (hearClone) => createOurFold(hearClone, fold.snapshot()),
  };
}
