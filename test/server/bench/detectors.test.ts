import { describe, expect, it } from 'vitest';
import {
  type All,
  createAll,
  placeOf,
  SCORES,
} from '../../../bench/verdict/detectors/all-detectors.ts';
import { createSortedDay } from '../../../bench/verdict/detectors/sorted-day.ts';
import { createCrowd, DAY } from '../../../bench/verdict/sim/crowd.ts';
import { createRandom } from '../../../bench/verdict/sim/random.ts';

const QUIET_MINUTES = 8 * DAY;

function live(all: All, minutes: number, from: number, share: number | null): number[] {
  const crowd = createCrowd({ seed: from, voicesPerMinute: 40, quiet: 'binomial', swing: 0 });
  const highest = SCORES.map(() => Number.NEGATIVE_INFINITY);
  for (let minute = from; minute < from + minutes; minute += 1) {
    all.push({ minute, ...crowd.next(share), expected: 40 });
    for (const [index, score] of all.scores.entries()) {
      highest[index] = Math.max(highest[index] ?? score, score);
    }
  }
  return highest;
}

describe('every detector', () => {
  const all = createAll('binomial');
  live(all, QUIET_MINUTES, 0, null);
  const quiet = live(all, DAY, QUIET_MINUTES, null);
  const copy = all.clone();
  const before = [...all.scores];
  const outage = live(copy, 30, QUIET_MINUTES + DAY, 0.8);

  it.each(SCORES.map(({ name }, place) => [name, place] as const))(
    '%s scores an outage far above a quiet day',
    (_, place) => {
      expect(outage[place]).toBeGreaterThan((quiet[place] ?? 0) + 1);
      expect(Number.isFinite(quiet[place])).toBe(true);
    },
  );

  it('has copies that leave it as it was', () => {
    expect([...all.scores]).toEqual(before);
    const again = live(all.clone(), 30, QUIET_MINUTES + DAY, 0.8);
    expect(again).toEqual(outage);
  });

  it('has a name of its own', () => {
    expect(new Set(SCORES.map(({ name }) => name)).size).toBe(SCORES.length);
    expect(() => placeOf('nobody')).toThrow(RangeError);
  });
});

it('a sorted day has the medians of the day', () => {
  const day = createSortedDay(48);
  const random = createRandom(2);
  const values: number[] = new Array(48).fill(0);
  const middle = (list: readonly number[]) => {
    const sorted = list.toSorted((a, b) => a - b);
    return ((sorted[23] ?? 0) + (sorted[24] ?? 0)) / 2;
  };
  for (let round = 0; round < 200; round += 1) {
    const value = Math.floor(20 * random.uniform());
    day.add(value);
    values.push(value);
    values.shift();
    expect(day.median(0, 47)).toBe(middle(values));
    const centre = day.median(0, 47);
    const distances = values.map((other) => Math.abs(other - centre)).toSorted((a, b) => a - b);
    expect(day.deviation(centre, 0, 47)).toBe(distances[24]);
  }
});
