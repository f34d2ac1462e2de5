import { expect, it } from 'vitest';
import {
  coldBaseline,
  forgetWaiting,
  learn,
  normalOf,
  noteMinute,
} from '../../../server/verdict/baseline.ts';
import type { BaselineState } from '../../../server/verdict/verdict-state.ts';
import { seededRandom } from '../../support/random.ts';

/** Learns `minutes` minutes whose counts `draw` gives, from minute 0. */
function teach(
  sums: BaselineState,
  minutes: number,
  draw: (minute: number) => [tried: number, failed: number],
): void {
  for (let minute = 0; minute < minutes; minute += 1) {
    const [tried, failed] = draw(minute);
    noteMinute(sums, { minute, tried, failed });
    learn(sums, minute);
  }
}

const DAY = 1440;

it('believes in 2 %, moderate noise and moderate drift before it has seen anything', () => {
  const normal = normalOf(coldBaseline());
  expect(normal.p0).toBeCloseTo(0.02, 12);
  expect(normal.rho).toBeCloseTo(0.025, 12);
  expect(normal.margin).toBeCloseTo(0.03, 12);
  expect(normal.up).toBeCloseTo(0.02 * (1 + 1 / Math.sqrt(5)), 12);
});

it('learns a block only when six later ones are over', () => {
  const sums = coldBaseline();
  teach(sums, 69, () => [30, 0]);
  expect(sums.voices).toBe(0);
  noteMinute(sums, { minute: 69, tried: 30, failed: 0 });
  expect(learn(sums, 69)).toBe(true);
  expect(sums.voices).toBe(300);
});

it('learns blocks across a silence and forgets nothing by it', () => {
  const sums = coldBaseline();
  teach(sums, 10, () => [30, 1]);
  for (let minute = 10; minute < 7 * DAY; minute += 1) learn(sums, minute);
  expect(sums.voices).toBe(300);
  expect(sums.blocks).toEqual([]);
});

it('forgets all but a third within seven days', () => {
  const sums = coldBaseline();
  teach(sums, DAY, () => [30, 3]);
  const before = sums.failures;
  for (let minute = DAY; minute < 8 * DAY + 70; minute += 1) {
    noteMinute(sums, { minute, tried: 1, failed: 0 });
    learn(sums, minute);
  }
  expect(sums.failures / before).toBeGreaterThan(0.33);
  expect(sums.failures / before).toBeLessThan(0.4);
});

it('drops what waits, and the rest of the block in which an incident ends', () => {
  const sums = coldBaseline();
  teach(sums, 35, () => [30, 20]);
  forgetWaiting(sums, 34);
  expect(sums.blocks).toEqual([]);
  noteMinute(sums, { minute: 39, tried: 30, failed: 20 });
  expect(sums.blocks).toEqual([]);
  noteMinute(sums, { minute: 40, tried: 30, failed: 1 });
  expect(sums.blocks.map(({ index }) => index)).toEqual([4]);
});

it('learns the least noise and margin from independent failures', () => {
  const random = seededRandom(1);
  const sums = coldBaseline();
  teach(sums, 5 * DAY, () => [300, random.binomial(300, 0.02)]);
  const normal = normalOf(sums);
  expect(normal.p0).toBeCloseTo(0.02, 2);
  expect(normal.rho).toBe(0.005);
  expect(normal.margin).toBeLessThan(0.012);
});

it('learns the noise of bunched failures, a little on top', () => {
  const random = seededRandom(2);
  const sums = coldBaseline();
  const scale = 1 / 0.03 - 1;
  teach(sums, 5 * DAY, () => [100, random.binomial(100, random.beta(0.02 * scale, 0.98 * scale))]);
  const normal = normalOf(sums);
  expect(normal.rho).toBeGreaterThan(1.05 * normal.rawRho);
  expect(normal.rho).toBeGreaterThan(0.0285);
  expect(normal.rho).toBeLessThan(0.036);
  expect(normal.margin).toBeLessThan(0.02);
});

it('widens the margin where the normal share drifts', () => {
  const random = seededRandom(3);
  const sums = coldBaseline();
  teach(sums, 5 * DAY, (minute) => {
    const share = 0.03 + 0.02 * Math.sin(minute / 60);
    return [100, random.binomial(100, share)];
  });
  expect(normalOf(sums).margin).toBeGreaterThan(0.04);
});

it('is not taught a wide margin by rare outages of a small panel', () => {
  const random = seededRandom(4);
  const sums = coldBaseline();
  teach(sums, 7 * DAY, (minute) => [3, random.binomial(3, minute % DAY < 60 ? 0.15 : 0.02)]);
  expect(normalOf(sums).margin).toBeLessThan(0.05);
});

it.each([
  [0, 0.002],
  [40, 0.1],
])('keeps the normal share within its limits at %d failures of 100', (failed, expected) => {
  const sums = coldBaseline();
  teach(sums, DAY, () => [100, failed]);
  expect(normalOf(sums).p0).toBe(expected);
});
