/** No status page speaks of earlier times. */
const EARLIEST_MS = Date.UTC(2010, 0);

/** A vendor's clock may be ahead of ours by this much. */
const MAX_AHEAD_MS = 5 * 60_000;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** RFC 822 with the year in full, as RSS feeds write it. */
const RFC_822 =
  /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/;

function plausible(ms: number, now: number): number | null {
  return ms >= EARLIEST_MS && ms <= now + MAX_AHEAD_MS ? Math.min(ms, now) : null;
}

/**
 * A time as vendors write it, with its zone.
 * @returns milliseconds since the epoch; null for what is no time, lies in the future or before 2010
 */
export function timeOf(value: unknown, now: number): number | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value.trim();
  return ISO.test(text) || RFC_822.test(text) ? plausible(Date.parse(text), now) : null;
}

/** @returns whether it is a time that has not come yet; what is no time is not */
export function isAhead(value: unknown, now: number): boolean {
  if (typeof value !== 'string' || !ISO.test(value.trim())) return false;
  return Date.parse(value.trim()) > now + MAX_AHEAD_MS;
}

/** `timeOf` for whole seconds since the epoch. */
export function timeOfSeconds(value: unknown, now: number): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? plausible(value * 1000, now)
    : null;
}

/** A page that nobody has touched for this long may have been left: its vendor has moved. */
const ABANDONED_AFTER_MS = 90 * 24 * 60 * 60_000;

/** @returns whether a page that tells when it last changed has been left alone too long to be believed */
export function isAbandoned(changedAt: unknown, now: number): boolean {
  const at = timeOf(changedAt, now);
  return at !== null && now - at > ABANDONED_AFTER_MS;
}
