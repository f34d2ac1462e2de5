import { logGamma } from './log-gamma.ts';

/**
 * A beta-binomial distribution of failures among voices: failures that come in bunches.
 * Mean `q` and intra-minute correlation `rho`, as a = qK, b = (1-q)K with K = 1/rho - 1.
 */
export interface BetaBinomial {
  readonly a: number;
  readonly b: number;
  /** logGamma(a) + logGamma(b), kept because parameters change far more rarely than counts. */
  readonly logNorm: number;
}

/**
 * @param q mean failing share, 0 < q < 1
 * @param rho correlation of two voices of one minute, 0 < rho < 1
 */
export function betaBinomial(q: number, rho: number): BetaBinomial {
  const concentration = 1 / rho - 1;
  const a = q * concentration;
  const b = (1 - q) * concentration;
  return { a, b, logNorm: logGamma(a) + logGamma(b) };
}

/**
 * Log likelihood of `failed` among `tried`, up to terms in `tried` and rho alone, which cancel in
 * the ratio of two distributions of the same rho.
 */
export function logLikelihood(model: BetaBinomial, tried: number, failed: number): number {
  return logGamma(failed + model.a) + logGamma(tried - failed + model.b) - model.logNorm;
}
