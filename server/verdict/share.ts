import type { MinuteCounts } from './counts.ts';
import { designEffect, wilson } from './wilson.ts';

/** Below this no percentage is shown. Voices. */
const MIN_VOICES = 10;

/** 95 % of a normal distribution. */
const Z = 1.96;

/**
 * The interval shown to people: 95 % Wilson limits of the failing share, the sample shrunk by the
 * design effect of bunched failures.
 * @param minutes the minutes to sum, usually the last 10; their order does not matter
 * @param rho the service's learned correlation, `fold.rho()`
 * @returns lower and upper limit in hundredths, `[0.55, 0.69]`, or null below 10 voices
 */
export function shareOf(minutes: readonly MinuteCounts[], rho: number): [number, number] | null {
  let tried = 0;
  let failed = 0;
  let squares = 0;
  for (const counts of minutes) {
    tried += counts.tried;
    failed += Math.min(counts.failed, counts.tried);
    squares += counts.tried * counts.tried;
  }
  if (tried < MIN_VOICES) return null;
  const effect = designEffect(squares / tried, rho);
  const [low, high] = wilson(failed / effect, tried / effect, Z);
  return [Math.round(low * 100) / 100, Math.round(high * 100) / 100];
}
