import { describe, expect, it } from 'vitest';
import { betaBinomial, logLikelihood } from '../../../server/verdict/beta-binomial.ts';
import { logGamma } from '../../../server/verdict/log-gamma.ts';

/** The full probability, with the terms in the number of voices that the product leaves out. */
function probability(q: number, rho: number, tried: number, failed: number): number {
  const concentration = 1 / rho - 1;
  const logChoose = logGamma(tried + 1) - logGamma(failed + 1) - logGamma(tried - failed + 1);
  const logRising = logGamma(concentration) - logGamma(tried + concentration);
  return Math.exp(logChoose + logRising + logLikelihood(betaBinomial(q, rho), tried, failed));
}

const CASES = [
  [1, 0.02, 0.03],
  [7, 0.1, 0.005],
  [40, 0.33, 0.1],
  [300, 0.02, 0.03],
] as const;

describe.each(CASES)('%d voices at a mean of %d with rho %d', (tried, q, rho) => {
  const outcomes = Array.from({ length: tried + 1 }, (_, failed) => failed);

  it('sums to one', () => {
    const total = outcomes.reduce((sum, failed) => sum + probability(q, rho, tried, failed), 0);
    expect(total).toBeCloseTo(1, 10);
  });

  it('has the mean and the variance that its parameters say', () => {
    let mean = 0;
    let square = 0;
    for (const failed of outcomes) {
      mean += failed * probability(q, rho, tried, failed);
      square += failed ** 2 * probability(q, rho, tried, failed);
    }
    expect(mean).toBeCloseTo(tried * q, 8);
    expect(square - mean ** 2).toBeCloseTo(tried * q * (1 - q) * (1 + (tried - 1) * rho), 6);
  });
});
