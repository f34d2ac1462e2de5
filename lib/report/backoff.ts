/** An attempt of which nothing more is heard, because the browser died or its disk is full, is repeated no sooner. Milliseconds. */
export const UNSETTLED_RETRY_MS = 15_000;
/** A refused or failed batch waits at least this before its first repetition. Milliseconds. */
export const FIRST_RETRY_MS = 60_000;
/** A one-click report is worth little after ten minutes, so it is repeated sooner. Milliseconds. */
export const FIRST_SAID_RETRY_MS = 15_000;
/** No repetition waits longer, unless the server asks for it. Milliseconds. */
export const LAST_RETRY_MS = 5 * 60_000;
/** A server's `Retry-After` beyond this is not believed. Milliseconds. */
export const MAX_RETRY_AFTER_MS = 60 * 60_000;

/**
 * How long to wait before the next attempt: doubling, with up to half as much again by chance, so that
 * browsers that failed together do not return together.
 * @param attempts how often it failed so far, from 1
 * @param retryAfterMs what the server asked for, null if nothing
 * @param random uniform in [0, 1)
 */
export function retryDelay(
  attempts: number,
  firstMs: number,
  retryAfterMs: number | null,
  random: number,
): number {
  const doubled = Math.min(LAST_RETRY_MS, firstMs * 2 ** (attempts - 1));
  const asked = Math.min(MAX_RETRY_AFTER_MS, retryAfterMs ?? 0);
  return Math.round(Math.max(doubled, asked) * (1 + random / 2));
}

/**
 * Reads a `Retry-After` header: seconds or a date (RFC 9110, 10.2.3).
 * @returns milliseconds from `now`, infinity for a number beyond all bounds, null when it is absent or unreadable
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
