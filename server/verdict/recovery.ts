import { type BetaBinomial, betaBinomial, logLikelihood } from './beta-binomial.ts';

/** Where between normal and the tested rate the alternative lies: at 0 a slightly raised rate would stall it. */
const ALTERNATIVE_AT = 0.25;

/** Share of the way from normal to the peak below which an incident is `recovering`. */
const FALLEN_TO = 0.3;

/** Evidence, in nats, that the share has clearly fallen: 100 to 1. */
export const FALLEN_THRESHOLD = Math.log(100);

/** Evidence, in nats, that the share is normal again: 20 to 1. */
export const NORMAL_THRESHOLD = Math.log(20);

/** A one-sided test that the failing share lies below a rate. */
export interface RecoveryTest {
  readonly below: BetaBinomial;
  readonly at: BetaBinomial;
}

/** @param rate tested, above `p0`; the alternative lies three quarters of the way down to `p0` */
export function createRecoveryTest(p0: number, rate: number, rho: number): RecoveryTest {
  return {
    below: betaBinomial(p0 + (rate - p0) * ALTERNATIVE_AT, rho),
    at: betaBinomial(rate, rho),
  };
}

/** Page's CUSUM: adds a minute to the evidence that the share is below the tested rate. */
export function addCalm(calm: number, test: RecoveryTest, tried: number, failed: number): number {
  const ratio = logLikelihood(test.below, tried, failed) - logLikelihood(test.at, tried, failed);
  return Math.max(0, calm + ratio);
}

/** @returns the rate that counts as clearly fallen from a peak, at least `normalLimit` */
export function fallenRate(p0: number, normalLimit: number, peak: number): number {
  return Math.max(normalLimit, p0 + FALLEN_TO * (peak - p0));
}
