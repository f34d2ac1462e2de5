import { type BetaBinomial, betaBinomial, logLikelihood } from './beta-binomial.ts';

/** How far above the base each alternative lies. A finer grid (.02) flaps at constant rates. */
const STEPS = [0.05, 0.1, 0.2, 0.35, 0.6, 0.9] as const;

const MAX_ALTERNATIVE = 0.98;
const MAX_LOG_RATIO = 600;
const MAX_EVIDENCE = 1e280;

/** Alternatives of every test. */
export const ALTERNATIVES = STEPS.length;

/** One base against alternatives above it, its parameters precomputed. */
export interface Mixture {
  readonly base: BetaBinomial;
  readonly alternatives: readonly BetaBinomial[];
}

/**
 * @param base the highest mean share that is still quiet
 * @param rho correlation of two voices of one minute
 */
export function createMixture(
  base: number,
  rho: number,
  steps: readonly number[] = STEPS,
): Mixture {
  return {
    base: betaBinomial(base, rho),
    alternatives: steps.map((step) => betaBinomial(Math.min(MAX_ALTERNATIVE, base + step), rho)),
  };
}

/** Log likelihood ratios of one minute, alternative by alternative, against the base. */
export function logRatios(mixture: Mixture, tried: number, failed: number): number[] {
  const base = logLikelihood(mixture.base, tried, failed);
  return mixture.alternatives.map((alternative) =>
    Math.min(MAX_LOG_RATIO, logLikelihood(alternative, tried, failed) - base),
  );
}

/**
 * Shiryaev-Roberts with one statistic per alternative, M <- L (M + 1), in place.
 * Below the base each M less the minutes seen is a supermartingale, so that the mean run to a
 * threshold h is at least e^h minutes with data (Shin, Ramdas and Rinaldo, 'E-detectors').
 * Call it only for minutes with voices: a silent minute must not tick.
 */
export function addEvidence(evidence: number[], ratios: readonly number[]): void {
  for (let index = 0; index < evidence.length; index += 1) {
    const grown = Math.exp(ratios[index] ?? 0) * ((evidence[index] ?? 0) + 1);
    evidence[index] = Math.min(MAX_EVIDENCE, grown);
  }
}

/** Log of the mean over the alternatives: the value compared with a threshold. */
export function logEvidence(evidence: readonly number[]): number {
  let sum = 0;
  for (const value of evidence) sum += value;
  return Math.log(sum / evidence.length);
}

/** Evidence of a test that has seen nothing. */
export function noEvidence(alternatives: number = ALTERNATIVES): number[] {
  return new Array<number>(alternatives).fill(0);
}
