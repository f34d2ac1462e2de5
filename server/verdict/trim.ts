const MIN_LIARS = 2;
const VOICES_PER_LIAR = 10;

/**
 * A minute with as many failing voices taken away as may be lies: two, or a tenth of the crowd.
 * With up to that many fakes the trimmed minute is no more alarming than the honest one untrimmed.
 * There is no exception for small minutes: it would let two fakes confirm an outage at night.
 */
export function trim(tried: number, failed: number): { tried: number; failed: number } {
  const liars = Math.max(MIN_LIARS, Math.floor(tried / VOICES_PER_LIAR));
  return { tried: Math.max(0, tried - liars), failed: Math.max(0, failed - liars) };
}
