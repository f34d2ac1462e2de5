import type { Quiet } from '../sim/crowd.ts';
import { createAblations } from './ablations.ts';
import { createBocpd } from './bocpd.ts';
import { createBurnRate } from './burn-rate.ts';
import { createCountsOnly } from './counts-only.ts';
import type { Detector, Score, Tick } from './detector.ts';
import { createDowndetector } from './downdetector.ts';
import { createEars } from './ears.ts';
import { createOracle } from './oracle.ts';
import { createOurFold, type Hear, type OurFold } from './our-fold.ts';
import { createPlainCount } from './plain-count.ts';
import { createSeasonal } from './seasonal.ts';

/** Whose a score is: ours, ours with something missing, another's, or the yardstick's. */
export type Owner = 'ours' | 'ablation' | 'peer' | 'oracle';

export interface Named extends Score {
  readonly owner: Owner;
}

/** Shares of the outages that every detector meets. */
export const SHARES = [0.8, 0.3, 0.15, 0.08] as const;

const ours = (name: string): Named => ({ name, owner: 'ours', sight: 'rate', every: 1 });
const ablation = (name: string, sight: Score['sight']): Named => ({
  ...{ name, owner: 'ablation', sight },
  every: 1,
});
const peer = (name: string, sight: Score['sight'], every: number): Named => ({
  ...{ name, owner: 'peer', sight },
  every,
});

export const OURS_FAST = 'Outcry, suspected';
export const OURS_ROBUST = 'Outcry, confirmed';

/** Every score, in the order in which `createAll` writes them. */
export const SCORES: readonly Named[] = [
  ours(OURS_FAST),
  ours(OURS_ROBUST),
  ablation('Outcry with fixed noise and margin', 'rate'),
  ablation('Outcry, confirmed, untrimmed', 'rate'),
  ablation('Outcry on counts only', 'counts'),
  peer('Downdetector-like, quarters of an hour', 'counts', 15),
  peer('Downdetector-like, rolling', 'counts', 1),
  peer('plain count', 'counts', 1),
  peer('EARS C2', 'counts', 5),
  peer('EARS C3', 'counts', 5),
  peer('burn rate', 'rate', 1),
  peer('BOCPD', 'rate', 1),
  peer('robust z', 'counts', 5),
  peer('S-H-ESD', 'counts', 5),
  peer('robust z on rates', 'rate', 5),
  peer('S-H-ESD on rates', 'rate', 5),
  ...SHARES.map(
    (share): Named => ({
      name: `oracle CUSUM, ${100 * share} %`,
      ...{ owner: 'oracle', sight: 'rate', every: 1 },
    }),
  ),
];

/** @returns the place of a score in `SCORES` */
export function placeOf(name: string): number {
  const place = SCORES.findIndex((score) => score.name === name);
  if (place < 0) throw new RangeError(`no detector is called ${name}`);
  return place;
}

/** All detectors over one series. */
export interface All {
  /** Scores of the newest minute, in the order of `SCORES`. */
  readonly scores: Float64Array;
  push(tick: Tick): void;
  clone(hear?: Hear): All;
}

/** @param hear is told what the fold says at the thresholds it ships with */
export function createAll(quiet: Quiet, hear?: Hear): All {
  return together(createOurFold(hear), [
    [2, createAblations()],
    [4, createCountsOnly()],
    [5, createDowndetector()],
    [7, createPlainCount()],
    [8, createEars()],
    [10, createBurnRate()],
    [11, createBocpd()],
    [12, createSeasonal('counts')],
    [14, createSeasonal('rate')],
    [16, createOracle(quiet, SHARES)],
  ]);
}

function together(fold: OurFold, others: readonly (readonly [number, Detector])[]): All {
  const scores = new Float64Array(SCORES.length);
  return {
    scores,
    push(tick) {
      fold.push(tick, scores, 0);
      for (const [from, detector] of others) detector.push(tick, scores, from);
    },
    clone: (hear) =>
      together(
        fold.clone(hear),
        others.map(([from, detector]) => [from, detector.clone()]),
      ),
  };
}
