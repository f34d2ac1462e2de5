import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createFold,
  type MinuteCounts,
  parseVerdictState,
  type VerdictState,
} from '../../../server/verdict/fold.ts';
import type { Told } from '../../support/fold-series.ts';
import { QUIETS, simulateCrowd } from '../../support/simulate-crowd.ts';

const seriesArbitrary = fc
  .record({
    seed: fc.integer(),
    voicesPerMinute: fc.constantFrom(0.5, 3, 30, 200),
    quiet: fc.constantFrom(...QUIETS),
    minutes: fc.integer({ min: 200, max: 900 }),
    start: fc.integer({ min: 0, max: 30_000_000 }),
    outageFrom: fc.integer({ min: 0, max: 700 }),
    outageShare: fc.constantFrom(0.08, 0.15, 0.3, 0.8),
    outageMinutes: fc.integer({ min: 1, max: 200 }),
    silenceFrom: fc.integer({ min: 0, max: 700 }),
    silenceMinutes: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ outageFrom, outageShare, outageMinutes, silenceFrom, silenceMinutes, ...crowd }) => {
    const within = (at: number, from: number, length: number) => at >= from && at < from + length;
    const outageAt = (at: number) => (within(at, outageFrom, outageMinutes) ? outageShare : null);
    const activityAt = (at: number) => (within(at, silenceFrom, silenceMinutes) ? 0 : 1);
    return [...simulateCrowd({ ...crowd, outageAt, activityAt })];
  });

function foldAll(series: readonly MinuteCounts[], cuts: readonly number[]) {
  const told: Told[] = [];
  const resume = (state?: VerdictState) =>
    createFold(state, (minute, { state, level }) => told.push({ minute, state, level }));
  let fold = resume();
  series.forEach((counts, index) => {
    if (cuts.includes(index)) {
      const stored = parseVerdictState(JSON.parse(JSON.stringify(fold.snapshot())));
      expect(stored).not.toBeNull();
      fold = resume(stored ?? undefined);
    }
    fold.push(counts);
  });
  return { told, state: JSON.stringify(fold.snapshot()) };
}

it('a fold resumed from stored states anywhere is the uninterrupted one, byte for byte', () => {
  fc.assert(
    fc.property(
      seriesArbitrary,
      fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 20 }),
      (series, cuts) => {
        expect(foldAll(series, cuts)).toEqual(foldAll(series, []));
      },
    ),
    { numRuns: 60 },
  );
});

it('a minute left out is a minute without voices', () => {
  fc.assert(
    fc.property(seriesArbitrary, (series) => {
      const last = series.at(-1);
      const sparse = series.filter((counts) => counts.tried > 0 || counts === last);
      const first = series.findIndex(({ tried }) => tried > 0);
      expect(foldAll(sparse, [])).toEqual(foldAll(series.slice(Math.max(0, first)), []));
    }),
    { numRuns: 40 },
  );
});

it('a snapshot is a copy that later minutes leave alone', () => {
  const fold = createFold();
  fold.push({ minute: 1, tried: 30, failed: 1 });
  const snapshot = fold.snapshot();
  const before = JSON.stringify(snapshot);
  fold.push({ minute: 2, tried: 30, failed: 30 });
  expect(JSON.stringify(snapshot)).toBe(before);
  createFold(snapshot).push({ minute: 2, tried: 30, failed: 30 });
  expect(JSON.stringify(snapshot)).toBe(before);
});

const stored = () => createFold().snapshot();

it.each([
  ['nothing', null],
  ['a text', 'state'],
  ['another version', { ...stored(), v: 1 }],
  ['a missing part', { ...stored(), silence: undefined }],
  ['an unknown part', { ...stored(), extra: 1 }],
  ['evidence of another length', { ...stored(), fast: [0] }],
  ['a number that is none', { ...stored(), robust: [0, 0, 0, Number.NaN] }],
])('a stored state that is %s is refused', (_, value) => {
  expect(parseVerdictState(value)).toBeNull();
});
