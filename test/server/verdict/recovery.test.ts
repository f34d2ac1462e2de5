import { describe, expect, it } from 'vitest';
import { coldBaseline, normalOf } from '../../../server/verdict/baseline.ts';
import { betaBinomial, logLikelihood } from '../../../server/verdict/beta-binomial.ts';
import {
  addCalm,
  createRecoveryTest,
  FALLEN_THRESHOLD,
  fallenRate,
  patienceFor,
} from '../../../server/verdict/recovery.ts';

it('gathers calm while the share is low and loses it while it is high', () => {
  const test = createRecoveryTest(0.02, 0.2, 0.02);
  let calm = 0;
  for (let minute = 0; minute < 5; minute += 1) calm = addCalm(calm, test, 30, 1);
  expect(calm).toBeGreaterThan(FALLEN_THRESHOLD);
  for (let minute = 0; minute < 20; minute += 1) calm = addCalm(calm, test, 30, 12);
  expect(calm).toBe(0);
});

it.each([
  [0, false, 0.06],
  [0.1, false, 0.06],
  [0.42, false, 0.14],
  [0.42, true, 0.2],
  [0.82, true, 0.26],
])('after a peak of %d (outage %s) the share has fallen at %d', (peak, isOutage, rate) => {
  expect(fallenRate(0.02, 0.06, peak, isOutage)).toBeCloseTo(rate, 12);
});

/** The rate at which the likelihood ratio of b against a neither grows nor shrinks, for one voice at a time. */
function breakEven(a: number, b: number): number {
  const success = Math.log((1 - a) / (1 - b));
  return success / (Math.log(b / a) + success);
}

describe.each([
  ['a calm service', 0.03, 0.06],
  ['a nervous service', 0.07, 0.1],
])('in %s', (_, base, limit) => {
  const p0 = 0.02;
  const alternative = p0 + (limit - p0) / 4;

  it('opening needs a higher constant rate than closing, so that no rate does both', () => {
    expect(breakEven(base, base + 0.05)).toBeGreaterThan(breakEven(alternative, limit));
  });

  it('the break-even is where the beta-binomial of one voice has it', () => {
    const rate = breakEven(base, base + 0.05);
    const quiet = betaBinomial(base, 0.01);
    const loud = betaBinomial(base + 0.05, 0.01);
    const gain = (failed: number) =>
      logLikelihood(loud, 1, failed) - logLikelihood(quiet, 1, failed);
    expect(rate * gain(1) + (1 - rate) * gain(0)).toBeCloseTo(0, 10);
  });
});

describe('patience', () => {
  const calm = { ...normalOf(coldBaseline()), p0: 0.02, sigma: 0 };
  const nervous = { ...calm, sigma: 0.011 };

  it.each([
    ['any fall in a calm service', calm, 0.15, 0],
    ['a fall from 80 % in a nervous service', nervous, 0.8, 0],
    ['a fall from 20 % in a nervous service', nervous, 0.2, 20],
  ])('%s', (_, normal, peak, minutes) => {
    expect(patienceFor(peak, 0.1, normal).fallen).toBe(minutes);
  });

  it('is never endless where nothing ever failed', () => {
    const spotless = { ...calm, p0: 0.002, sigma: 0.006 };
    expect(patienceFor(0.75, 0.06, spotless).fallen).toBe(0);
  });
});

it('remembers no more calm than a renewed failure can undo in minutes', () => {
  const test = createRecoveryTest(0.02, 0.2, 0.02);
  let calm = 0;
  for (let minute = 0; minute < 500; minute += 1) calm = addCalm(calm, test, 30, 0);
  expect(calm).toBeLessThanOrEqual(2 * FALLEN_THRESHOLD);
});
