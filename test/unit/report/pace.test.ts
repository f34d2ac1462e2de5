import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_MINUTE, msOf } from '../../../lib/protocol/vocabulary.ts';
import { LAST_RETRY_MS, retryAfterMs, retryDelay } from '../../../lib/report/backoff.ts';
import { departureOf, pauseOf, SPREAD_MS } from '../../../lib/report/pace.ts';
import { seededRandom } from '../../support/random.ts';

const MINUTE = 29_500_000;
const closed = msOf(MINUTE + 1);
const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('departureOf', () => {
  it('spreads a minute over half a minute after its end', () => {
    expect(departureOf(MINUTE, 0, 0)).toBe(closed);
    expect(departureOf(MINUTE, 0, 0.5)).toBe(closed + SPREAD_MS / 2);
    expect(departureOf(MINUTE, closed, 0.999)).toBeLessThan(closed + SPREAD_MS);
  });

  it('never leaves early, before its welcome, or much later than that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), uniform, (ahead, random) => {
        const welcome = closed + ahead;
        const at = departureOf(MINUTE, welcome, random);
        expect(at).toBeGreaterThanOrEqual(welcome);
        expect(at).toBeLessThan(welcome + MS_PER_MINUTE);
        expect(at % MS_PER_MINUTE).toBeLessThanOrEqual(SPREAD_MS + 10_000);
      }),
    );
  });
});

describe('a browser that reports minute after minute', () => {
  /** Where in its minute each batch leaves, when every answer takes `answerMs` and welcomes another after a minute. */
  function places(minutes: number, answerMs: number, random: () => number): readonly number[] {
    const left: number[] = [];
    let welcomeAt = 0;
    for (let minute = MINUTE; minute < MINUTE + minutes; minute += 1) {
      if (welcomeAt >= msOf(minute + 2)) continue;
      const at = departureOf(minute, welcomeAt, random());
      left.push(at % MS_PER_MINUTE);
      welcomeAt = at + answerMs + pauseOf(60);
    }
    return left;
  }

  it('keeps its place in the half minute, later only by what the answers take', () => {
    fc.assert(
      fc.property(uniform, fc.array(uniform, { minLength: 40, maxLength: 40 }), (first, later) => {
        const draws = [first, ...later];
        const left = places(20, 10, () => draws.shift() ?? 0);
        expect(left).toHaveLength(20);
        for (const [index, place] of left.entries()) {
          expect(place).toBeCloseTo(first * SPREAD_MS + index * 10, 3);
        }
      }),
    );
  });

  it.each([0, 400])('does not drift together with others, with answers after %d ms', (answerMs) => {
    const random = seededRandom(7).uniform;
    const bins = new Array<number>(8).fill(0);
    for (let browser = 0; browser < 2000; browser += 1) {
      for (const place of places(30, answerMs, random).slice(10)) {
        const bin = Math.floor(place / 5000);
        bins[bin] = (bins[bin] ?? 0) + 1;
      }
    }
    const mean = bins.reduce((sum, count) => sum + count, 0) / (SPREAD_MS / 5000);
    expect(Math.max(...bins)).toBeLessThan(1.15 * mean);
  });
});

describe('pauseOf', () => {
  it.each([
    [1, 60_000],
    [60, 60_000],
    [120, 120_000],
    [300, 300_000],
    [86_400, 300_000],
  ])('takes %i seconds for %i milliseconds', (seconds, ms) => {
    expect(pauseOf(seconds)).toBe(ms);
  });
});

describe('retryDelay', () => {
  it('doubles up to its end', () => {
    const delays = [1, 2, 3, 4, 5].map((attempts) => retryDelay(attempts, 60_000, null, 0));
    expect(delays).toEqual([60_000, 120_000, 240_000, LAST_RETRY_MS, LAST_RETRY_MS]);
  });

  it('believes no wait without end', () => {
    expect(retryDelay(1, 60_000, Number.POSITIVE_INFINITY, 0)).toBe(3_600_000);
  });

  it('waits at least as long as asked, at most half as long again, an hour and a half in all', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 50 }), uniform, (asked, tries, random) => {
        const delay = retryDelay(tries, 60_000, asked, random);
        expect(delay).toBeGreaterThanOrEqual(Math.min(asked, 3_600_000));
        expect(delay).toBeLessThanOrEqual(
          Math.max(LAST_RETRY_MS, Math.min(asked, 3_600_000)) * 1.5,
        );
      }),
    );
  });
});

describe('retryAfterMs', () => {
  it.each([
    [null, null],
    ['30', 30_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:01:00 GMT', 59_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['123456789012', 123_456_789_012_000],
    ['9'.repeat(400), Number.POSITIVE_INFINITY],
    ['soon', null],
    ['-5 apples', null],
  ])('reads %j', (header, expected) => {
    expect(retryAfterMs(header, 1000)).toBe(expected);
  });
});
