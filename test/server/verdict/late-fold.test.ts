import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFold } from '../../../server/verdict/fold.ts';
import { createLateFold, LATE_MINUTES } from '../../../server/verdict/late-fold.ts';
import type { Told } from '../../support/fold-series.ts';
import { simulateCrowd } from '../../support/simulate-crowd.ts';

function createRecordedLateFold() {
  const told: Told[] = [];
  const fold = createLateFold((minute, { state, level }) => told.push({ minute, state, level }));
  return { fold, told };
}

it('tells what the plain fold tells of a series in order', () => {
  const outageAt = (at: number) => (at > 300 && at < 400 ? 0.5 : null);
  const crowd = { seed: 1, voicesPerMinute: 30, quiet: 'over-dispersed', minutes: 600 } as const;
  const series = [...simulateCrowd({ ...crowd, outageAt })];
  const plain: Told[] = [];
  const fold = createFold(undefined, (minute, { state, level }) => {
    plain.push({ minute, state, level });
  });
  const late = createRecordedLateFold();
  for (const counts of series) {
    fold.push(counts);
    late.fold.add(counts);
  }
  late.fold.closeTo(599);
  expect(late.told).toEqual(plain);
  expect(plain.length).toBeGreaterThan(3);
});

it('adds up what is said of one minute', () => {
  const { fold, told } = createRecordedLateFold();
  for (let minute = 0; minute < 300; minute += 1) {
    fold.add({ minute, tried: 10, failed: 0 });
    fold.add({ minute, tried: 20, failed: minute < 290 ? 0 : 20 });
  }
  expect(told.map(({ state }) => state)).toEqual(['operational', 'degraded', 'outage']);
});

it('ends in the same verdict when voices come up to ten minutes late', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.integer({ min: 0, max: LATE_MINUTES }), { minLength: 50, maxLength: 50 }),
      fc.constantFrom(0.02, 0.1, 0.3, 0.8),
      (seed, lateness, share) => {
        const crowd = { seed, voicesPerMinute: 30, quiet: 'binomial', minutes: 250 } as const;
        const outageAt = (at: number) => (at > 200 ? share : null);
        const series = [...simulateCrowd({ ...crowd, outageAt })];
        const plain = createFold();
        for (const counts of series) plain.push(counts);
        const { fold, told } = createRecordedLateFold();
        const arrivals = series
          .map((counts, at) => ({ counts, at: at + (at < 200 ? 0 : (lateness[at - 200] ?? 0)) }))
          .sort((a, b) => a.at - b.at);
        for (const { counts } of arrivals) expect(fold.add(counts)).toBe(true);
        fold.closeTo(249);
        const { state, level } = plain.verdict();
        expect(told.at(-1)).toMatchObject({ state, level });
      },
    ),
    { numRuns: 40 },
  );
});

it('refuses voices more than ten minutes late', () => {
  const { fold } = createRecordedLateFold();
  fold.add({ minute: 100, tried: 1, failed: 0 });
  expect(fold.add({ minute: 90, tried: 1, failed: 0 })).toBe(true);
  expect(fold.add({ minute: 89, tried: 1, failed: 0 })).toBe(false);
});

it('tells a verdict that late voices changed, as of the newest minute', () => {
  const { fold, told } = createRecordedLateFold();
  for (let minute = 0; minute < 300; minute += 1) fold.add({ minute, tried: 30, failed: 0 });
  fold.closeTo(305);
  expect(told.at(-1)).toEqual({ minute: 304, state: 'unknown', level: null });
  for (let minute = 300; minute < 303; minute += 1) fold.add({ minute, tried: 30, failed: 28 });
  expect(told.at(-1)).toEqual({ minute: 305, state: 'outage', level: 'confirmed' });
});
