import { describe, expect, it } from 'vitest';
import { keepsPromise, promisedAgainst, smallestFlips } from '../../../bench/attack/flips.ts';
import type { Outcome } from '../../../bench/attack/result.ts';

const at = (minutes: number) => ({ minutes, batches: 100 * minutes });

function outcome(change: Partial<Outcome>): Outcome {
  const nothing = { early: null, suspected: null, confirmed: null, outage: null, lasted: null };
  const attacker = { name: 'fake' as const, crowd: 30, networks: 10, clients: 5 };
  return { ...attacker, batches: 900, refused: 0, ...nothing, ...change };
}

/** What the only attacker of a list has flipped. */
const flipOf = (change: Partial<Outcome>) => smallestFlips([outcome(change)])[0]?.flip;

describe('what an attacker has flipped', () => {
  it.each<[string, Partial<Outcome>, [minutes: number, batches: number] | null]>([
    ['a fake that was only suspected', { suspected: at(2) }, null],
    ['a fake that was confirmed', { suspected: at(2), confirmed: at(7) }, [7, 700]],
    ['an outage that was confirmed soon', { name: 'hide', confirmed: at(10) }, null],
    ['an outage that was confirmed late', { name: 'hide', confirmed: at(11) }, [20, 900]],
    ['an outage that was never confirmed', { name: 'hide' }, [20, 900]],
    [
      'a drip that was told as a failure',
      { name: 'drip, then hide', early: 'confirmed', confirmed: at(1) },
      [180, 900],
    ],
    [
      'a drip that only raised a suspicion',
      { name: 'drip, then hide', early: 'suspected', confirmed: at(1) },
      null,
    ],
    ['copycats of a real fault', { name: 'copycats', confirmed: at(1) }, null],
    ['copycats that made it an outage', { name: 'copycats', outage: at(9) }, [9, 900]],
  ])('(%s)', (_, change, expected) => {
    const flip = flipOf(change) ?? null;
    expect(flip === null ? null : [flip.minutes, flip.batches]).toEqual(expected);
  });

  it('is told of the smallest attacker, and not of those who are nobody', () => {
    const outcomes = [
      outcome({ networks: 100, confirmed: at(1) }),
      outcome({ networks: 10, confirmed: at(6) }),
      outcome({ networks: 3 }),
      outcome({ networks: 0, confirmed: at(1) }),
    ];
    expect(smallestFlips(outcomes)[0]?.flip?.networks).toBe(10);
  });
});

describe('the promise', () => {
  it('covers two networks or a tenth of the crowd', () => {
    expect([5, 30, 300].map(promisedAgainst)).toEqual([2, 3, 30]);
  });

  it('is kept while only more networks have flipped anything', () => {
    expect(keepsPromise([outcome({ networks: 10, confirmed: at(6) })])).toBe(true);
    expect(keepsPromise([outcome({ networks: 3, confirmed: at(6) })])).toBe(false);
    expect(keepsPromise([outcome({ networks: 30, crowd: 300, confirmed: at(6) })])).toBe(false);
  });
});
