import { MS_PER_MINUTE, minuteOf, msOf } from '../protocol/vocabulary.ts';

/** A closed minute leaves within this time after its end, by chance, whatever it holds. Milliseconds. */
export const SPREAD_MS = 30_000;

/** What the server may ask for between two batches. Seconds. */
export const MIN_NEXT_SECONDS = 60;
export const MAX_NEXT_SECONDS = 300;

/** Lateness of clocks and timers that is made up for in the same minute, rather than by waiting for another. Milliseconds. */
const SLACK_MS = 10_000;

/** @returns milliseconds between two batches: the server's word, within bounds, so at most one batch a minute */
export function pauseOf(nextSeconds: number): number {
  return Math.min(MAX_NEXT_SECONDS, Math.max(MIN_NEXT_SECONDS, nextSeconds)) * 1000;
}

/**
 * When the batch with a minute's observations leaves: after the minute's end, spread uniformly over half a minute,
 * and never before the server welcomes another. Who reports minute after minute keeps the place in the half minute
 * that chance gave at first: any further delay by chance would add up, and all would drift to its end together.
 * @param minute the youngest minute in the batch
 * @param welcomeAt milliseconds since the epoch
 * @param random uniform in [0, 1)
 */
export function departureOf(minute: number, welcomeAt: number, random: number): number {
  const closed = msOf(minute + 1);
  if (welcomeAt <= closed) return closed + random * SPREAD_MS;
  const start = msOf(minuteOf(welcomeAt));
  const late = welcomeAt - start;
  if (late > SPREAD_MS + SLACK_MS) return start + MS_PER_MINUTE + random * SPREAD_MS;
  return welcomeAt;
}
