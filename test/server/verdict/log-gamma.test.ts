import { expect, it } from 'vitest';
import { logGamma } from '../../../server/verdict/log-gamma.ts';

it.each([
  [0.01, 4.599479878042022],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1.5, -0.12078223763524522],
  [10.5, 13.940625219403763],
  [100, 359.1342053695754],
  [1e6, 12815504.569147611],
])('of %d it is %d', (x, expected) => {
  expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(10, Math.abs(expected)));
});

it.each([1, 2])('vanishes at %d', (x) => {
  expect(Math.abs(logGamma(x))).toBeLessThan(1e-14);
});

it('agrees with the logarithm of factorials', () => {
  let logFactorial = 0;
  for (let n = 1; n <= 170; n += 1) {
    logFactorial += Math.log(n);
    expect(logGamma(n + 1)).toBeCloseTo(logFactorial, 10);
  }
});

it('obeys its recurrence across the border of the series', () => {
  for (let x = 0.05; x < 20; x += 0.05) {
    expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 12);
  }
});
