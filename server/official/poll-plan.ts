import type { Fetched } from './fetch-document.ts';

/** One document is asked for at most this often. Milliseconds. */
const EVERY_MS = 60_000;

/** The longest pause after hosts that refuse us, and after those that cannot be reached. Milliseconds. */
const LONGEST_REFUSED_MS = 10 * 60_000;
const LONGEST_UNREACHABLE_MS = 4 * 60_000;

/** Pauses are this much longer at random, so that servers started together do not stay together. */
const JITTER = 0.2;

/** No pause is longer. Milliseconds. */
export const LONGEST_PAUSE_MS = LONGEST_REFUSED_MS * (1 + JITTER);

/** First polls are spread over this time. Milliseconds. */
const FIRST_WITHIN_MS = 5_000;

/** @param chance from 0 up to 1 @returns when a document is first asked for, milliseconds after the start */
export function firstPause(chance: number): number {
  return chance * FIRST_WITHIN_MS;
}

const REFUSALS = new Set(['refused', 'missing', 'server-error', 'other-status']);

/**
 * @param failures how many polls in a row have failed, this one included
 * @param chance from 0 up to 1
 * @returns the pause before the next poll of the same document, milliseconds
 */
export function nextPause(fetched: Fetched, failures: number, chance: number): number {
  const jitter = 1 + chance * JITTER;
  if (fetched.type !== 'failed') return EVERY_MS * jitter;
  const longest = REFUSALS.has(fetched.reason) ? LONGEST_REFUSED_MS : LONGEST_UNREACHABLE_MS;
  return Math.min(EVERY_MS * 2 ** Math.min(failures, 10), longest) * jitter;
}
