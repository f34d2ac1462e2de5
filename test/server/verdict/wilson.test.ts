import { expect, it } from 'vitest';
import { designEffect, wilson } from '../../../server/verdict/wilson.ts';

// Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('of %d in %d it is %d to %d', (part, total, low, high) => {
  const limits = wilson(part, total, 1.959964);
  expect(limits[0]).toBeCloseTo(low, 4);
  expect(limits[1]).toBeCloseTo(high, 4);
});

it.each([
  [0, 5],
  [5, 5],
  [0, 0.3],
])('stays within 0 and 1 for %d in %d', (part, total) => {
  const [low, high] = wilson(part, total, 3);
  expect(low).toBeGreaterThanOrEqual(0);
  expect(low).toBeLessThan(high);
  expect(high).toBeLessThanOrEqual(1);
});

it.each([
  [1, 0.05, 1],
  [0.2, 0.05, 1],
  [30, 0, 1],
  [31, 0.03, 1.9],
])('shrinks %d voices a minute with rho %d by %d', (perMinute, rho, effect) => {
  expect(designEffect(perMinute, rho)).toBeCloseTo(effect, 12);
});
