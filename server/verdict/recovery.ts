import type { Normal } from './baseline.ts';
import { type BetaBinomial, betaBinomial, logLikelihood } from './beta-binomial.ts';

/** Where between normal and the tested rate the alternative lies: at 0 a slightly raised rate would stall it. */
const ALTERNATIVE_AT = 0.25;

/** Share of the way from normal to the peak below which an incident is `recovering`. */
export const FALLEN_TO = 0.3;

/** An outage below this share is none. */
const NO_OUTAGE = 0.2;

/** Evidence, in nats, that the share has clearly fallen: 100 to 1. */
export const FALLEN_THRESHOLD = Math.log(100);

/** More is not remembered, so that a share that rises again is heard. Nats. */
const MOST_CALM = 2 * FALLEN_THRESHOLD;

/** Evidence, in nats, that the share is normal again: 20 to 1. */
export const NORMAL_THRESHOLD = Math.log(20);

/** How long a fall must last where drift alone may have lowered the share; slow drift takes about twice as long. */
const DRIFT_MINUTES = 20;

/** Minutes of `recovering` at the least. */
const DWELL_MINUTES = 3;

/** Drift is measured against a share that is not far below this: near zero any drift would be vast. */
const USUAL_SHARE = 0.02;

/** A fall of fewer standard deviations of the drift may be drift. */
const DRIFT_SDS = 4.5;

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
  return Math.min(MOST_CALM, Math.max(0, calm + ratio));
}

/**
 * @param isOutage an outage has fallen when it is one no longer, however high its peak was
 * @returns the rate that counts as clearly fallen from a peak, at least `normalLimit`
 */
export function fallenRate(
  p0: number,
  normalLimit: number,
  peak: number,
  isOutage: boolean,
): number {
  const fallen = p0 + FALLEN_TO * (peak - p0);
  return Math.max(normalLimit, isOutage ? Math.max(fallen, NO_OUTAGE) : fallen);
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}

/** Minutes of patience before an incident moves on. */
export interface Patience {
  /** How long the share must have fallen before it is `recovering`. */
  readonly fallen: number;
  /** How long it must be `recovering` before it may end. */
  readonly recovering: number;
}

/**
 * In a nervous service a moderate fault dips into the normal range for a while and comes back, so a
 * fall that may be drift must last; a fall from 80 % is nobody's drift.
 * @param peak share that failed at least at the incident's worst
 * @param normalLimit share that counts as normal again
 */
export function patienceFor(peak: number, normalLimit: number, normal: Normal): Patience {
  const usual = Math.max(USUAL_SHARE, normal.p0);
  const drift = normal.sigma / (usual * (1 - usual));
  const fall = logOdds(Math.max(peak, normalLimit)) - logOdds(normalLimit);
  const mayBeDrift = fall < DRIFT_SDS * drift;
  return mayBeDrift
    ? { fallen: DRIFT_MINUTES, recovering: DRIFT_MINUTES }
    : { fallen: 0, recovering: DWELL_MINUTES };
}
