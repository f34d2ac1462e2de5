import { describe, expect, it } from 'vitest';
import { betaBinomial, logLikelihood } from '../../../server/verdict/beta-binomial.ts';
import {
  addEvidence,
  createMixture,
  logEvidence,
  logRatios,
  noEvidence,
} from '../../../server/verdict/detector.ts';
import { logGamma } from '../../../server/verdict/log-gamma.ts';

function expectedRatios(mean: number, base: number, rho: number, tried: number): number[] {
  const mixture = createMixture(base, rho);
  const truth = betaBinomial(mean, rho);
  const concentration = 1 / rho - 1;
  const sums = mixture.alternatives.map(() => 0);
  for (let failed = 0; failed <= tried; failed += 1) {
    const logProbability =
      logGamma(tried + 1) -
      logGamma(failed + 1) -
      logGamma(tried - failed + 1) +
      logGamma(concentration) -
      logGamma(tried + concentration) +
      logLikelihood(truth, tried, failed);
    logRatios(mixture, tried, failed).forEach((ratio, index) => {
      sums[index] = (sums[index] ?? 0) + Math.exp(logProbability + ratio);
    });
  }
  return sums;
}

describe.each([
  [0.03, 0.005, 1],
  [0.05, 0.025, 30],
  [0.15, 0.1, 12],
  [0.03, 0.03, 300],
])('base %d, rho %d, %d voices', (base, rho, tried) => {
  it('expects a ratio of one at the base', () => {
    for (const ratio of expectedRatios(base, base, rho, tried)) expect(ratio).toBeCloseTo(1, 8);
  });

  it('expects a ratio below one below the base', () => {
    for (const ratio of expectedRatios(base / 2, base, rho, tried)) expect(ratio).toBeLessThan(1);
  });
});

it('raises the fast alarm on four failing voices with no success between them', () => {
  const mixture = createMixture(0.05, 0.025);
  const evidence = noEvidence();
  const seen = [1, 2, 3, 4].map(() => {
    addEvidence(evidence, logRatios(mixture, 1, 1));
    return logEvidence(evidence);
  });
  expect(seen[2]).toBeLessThan(8.5);
  expect(seen[3]).toBeGreaterThan(8.5);
});

it('stays finite however long and loud a failure is', () => {
  const mixture = createMixture(0.03, 0.005);
  const evidence = noEvidence();
  for (let minute = 0; minute < 1000; minute += 1) {
    addEvidence(evidence, logRatios(mixture, 1e9, 1e9));
  }
  expect(evidence.every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(logEvidence(evidence))).toBe(true);
});

it('forgets a failure once enough goes well', () => {
  const mixture = createMixture(0.03, 0.025);
  const evidence = noEvidence();
  addEvidence(evidence, logRatios(mixture, 30, 6));
  const loud = logEvidence(evidence);
  for (let minute = 0; minute < 30; minute += 1) addEvidence(evidence, logRatios(mixture, 30, 0));
  expect(logEvidence(evidence)).toBeLessThan(loud - 2);
});
