import { BUCKETS } from './network-buckets.ts';

/** Batches one network may send in a burst, and over `REFILL_SECONDS` in the long run. */
export const BATCHES_PER_NETWORK = 300;

/** Seconds in which an empty allowance is whole again. */
export const REFILL_SECONDS = 300;

export interface RateLimit {
  /** Seconds to wait before this bucket may send; 0 when it may. Takes nothing. */
  wait(bucket: number): number;
  /** Takes one batch from the bucket's allowance, if there is one. @returns seconds to wait, 0 when taken */
  take(bucket: number): number;
  /** Forgets every bucket. */
  clear(): void;
  /** Forgets the buckets whose allowance is whole again. */
  forget(): void;
}

/**
 * A token bucket per network bucket, kept as one number each: the time at which its allowance is
 * whole again (the generic cell rate algorithm, ITU-T I.371).
 * @param most of a bucket at once
 * @param refillSeconds in which an empty allowance is whole again
 */
export function createRateLimit(
  clock: () => number,
  most = BATCHES_PER_NETWORK,
  refillSeconds = REFILL_SECONDS,
): RateLimit {
  const msEach = (refillSeconds * 1000) / most;
  const burstMs = (most - 1) * msEach;
  const wholeAt = new Float64Array(BUCKETS);
  let newest = 0;
  /** A clock that is set back takes the allowances with it, or networks would be shut out until it has caught up. */
  const follow = () => {
    const now = clock();
    if (now < newest) {
      const back = newest - now;
      for (let bucket = 0; bucket < BUCKETS; bucket += 1)
        wholeAt[bucket] = (wholeAt[bucket] ?? 0) - back;
    }
    newest = now;
    return now;
  };
  const wait = (bucket: number) => {
    const now = follow();
    const excess = (wholeAt[bucket] ?? 0) - now - burstMs;
    return excess > 0 ? Math.ceil(excess / 1000) : 0;
  };
  return {
    wait,
    take(bucket) {
      const seconds = wait(bucket);
      if (seconds === 0) wholeAt[bucket] = Math.max(wholeAt[bucket] ?? 0, newest) + msEach;
      return seconds;
    },
    clear: () => void wholeAt.fill(0),
    forget() {
      const now = follow();
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
        if ((wholeAt[bucket] ?? 0) <= now) wholeAt[bucket] = 0;
      }
    },
  };
}
