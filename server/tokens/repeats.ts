/**
 * How often a batch that spent a token may come again and still be let in with the first. An honest one comes every
 * half minute at most, for the ten minutes in which its own minutes are taken.
 */
export const MOST_REPEATS = 32;

/** Tokens whose repetitions are counted; beyond it the count that was begun first begins anew. */
const MOST_COUNTED = 50_000;

/** Counts how often spent tokens come again, in this node's memory. */
export interface Repeats {
  /** Whether it came again so often that it speaks for nothing any more. */
  isWorn(value: Uint8Array): boolean;
  /** Counts one more time. @returns whether it is one too many */
  wear(kid: string, value: Uint8Array): boolean;
  /** Forgets the tokens of keys that are over. */
  forget(isLiving: (kid: string) => boolean): void;
}

interface Count {
  readonly kid: string;
  readonly times: number;
}

const nameOf = (value: Uint8Array) => Buffer.from(value).toString('latin1');

/** @returns a count of nothing */
export function createRepeats(mostCounted = MOST_COUNTED): Repeats {
  const counts = new Map<string, Count>();
  const timesOf = (value: Uint8Array) => counts.get(nameOf(value))?.times ?? 0;
  return {
    isWorn: (value) => timesOf(value) >= MOST_REPEATS,
    wear(kid, value) {
      const times = timesOf(value) + 1;
      counts.set(nameOf(value), { kid, times });
      const [oldest] = counts.keys();
      if (counts.size > mostCounted && oldest !== undefined) counts.delete(oldest);
      return times > MOST_REPEATS;
    },
    forget(isLiving) {
      for (const [name, { kid }] of counts) if (!isLiving(kid)) counts.delete(name);
    },
  };
}
