/** Random bytes of a tag, so many that its voices cannot be linked by guessing. */
export const TAG_BYTES = 16;

const MS_PER_DAY = 24 * 60 * 60_000;

/** @param bytes 16 random bytes @returns them as base64url without padding, as the wire wants it */
export function tagOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** @param ms milliseconds since the epoch @returns whole UTC days since the epoch: the life of a tag */
export function utcDayOf(ms: number): number {
  return Math.floor(ms / MS_PER_DAY);
}

/** @returns the first millisecond after the UTC day that `ms` lies in */
export function endOfUtcDay(ms: number): number {
  return (utcDayOf(ms) + 1) * MS_PER_DAY;
}
