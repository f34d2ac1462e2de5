import type { Feature } from '../../lib/protocol/vocabulary.ts';

/** Presses of one minute that are taken away per feature: one network has one press per feature and minute. */
const ONE_NETWORK = 1;

/** All presses together weigh at most as much as one more failing voice. Nats. */
export const MOST_WEIGHT = 3;

/** Presses in ten minutes that are expected of any service, however quiet it was. */
const LEAST_EXPECTED = 0.5;

/** What chance alone is worth, taken away. Nats. */
const CHANCE = 1;

/**
 * One-click reports of one minute, as far as they count toward a verdict: one network alone counts
 * for nothing, however often and whatever it presses.
 * @param said presses per feature after the cap of one per network, feature and minute
 */
export function pressesOf(said: Readonly<Partial<Record<Feature, number>>>): number {
  let presses = 0;
  for (const count of Object.values(said)) presses += Math.max(0, count - ONE_NETWORK);
  return presses;
}

/**
 * How much less evidence of failing voices is asked for, because people also pressed a button. It can
 * never replace failing voices, and it never counts toward `confirmed`.
 * @param presses of the last ten minutes @param usual as many as were to be expected
 * @returns nats, 0 to 3: Poisson's log likelihood ratio of what came against what was to be expected
 */
export function weightOfPresses(presses: number, usual: number): number {
  const expected = Math.max(LEAST_EXPECTED, usual);
  if (presses <= expected) return 0;
  const ratio = presses * Math.log(presses / expected) - (presses - expected);
  return Math.min(MOST_WEIGHT, Math.max(0, ratio - CHANCE));
}
