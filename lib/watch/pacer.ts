import type { Clock } from './clock.ts';

/** After each run there is rest for so many times what it took: at most two hundredths of the time are spent. */
const REST = 50;

/** No rest is longer. Milliseconds. */
const MAX_REST_MS = 30_000;

/** Something done over and over, never more often than is good for the page. */
export interface Pacer {
  /** Asks for a run; those who ask before it begins share it. */
  soon(): void;
}

/**
 * @param task what to do; what it throws is dropped, for a page may break any promise that its DOM makes
 * @param leastMs between asking and doing
 */
export function createPacer(task: () => void, leastMs: number, { now, later }: Clock): Pacer {
  let isWaiting = false;
  let restUntil = -Infinity;
  const run = (): void => {
    isWaiting = false;
    const begun = now();
    try {
      task();
    } catch {
      // Nothing was seen this time.
    }
    const ended = now();
    restUntil = ended + Math.min(MAX_REST_MS, REST * (ended - begun));
  };
  return {
    soon() {
      if (isWaiting) return;
      isWaiting = true;
      later(run, Math.max(leastMs, restUntil - now()));
    },
  };
}
