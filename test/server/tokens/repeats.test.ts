import { describe, expect, it } from 'vitest';
import { createRepeats, MOST_REPEATS } from '../../../server/tokens/repeats.ts';

const value = (first: number) => new Uint8Array(16).fill(first);

describe('how often a token came again', () => {
  it('is counted for each by itself', () => {
    const repeats = createRepeats();
    for (let times = 1; times <= MOST_REPEATS; times += 1) {
      expect(repeats.isWorn(value(1))).toBe(false);
      expect(repeats.wear('k', value(1))).toBe(false);
    }
    expect(repeats.isWorn(value(1))).toBe(true);
    expect(repeats.wear('k', value(1))).toBe(true);
    expect(repeats.isWorn(value(2))).toBe(false);
  });

  it('is forgotten with the key, and only then', () => {
    const repeats = createRepeats();
    for (const [kid, first] of [
      ['old', 1],
      ['young', 2],
    ] as const) {
      for (let times = 0; times < MOST_REPEATS; times += 1) repeats.wear(kid, value(first));
    }
    repeats.forget((kid) => kid === 'young');
    expect([1, 2].map((first) => repeats.isWorn(value(first)))).toEqual([false, true]);
  });

  it('is known of so many tokens, and no more', () => {
    const repeats = createRepeats(2);
    for (const first of [1, 2, 3]) {
      for (let times = 0; times < MOST_REPEATS; times += 1) repeats.wear('k', value(first));
    }
    expect([1, 2, 3].map((first) => repeats.isWorn(value(first)))).toEqual([false, true, true]);
  });
});
