import type { Official } from '../../lib/protocol/status.ts';
import type { OfficialWord } from '../official/official-word.ts';

/** A page that was read longer ago than this says nothing about now. Milliseconds. */
const STALE_AFTER_MS = 15 * 60_000;

/**
 * The vendor's word as everybody is told it.
 * @param word undefined where nothing is read
 * @param url the status page for people
 * @param now milliseconds since the epoch
 */
export function officialOf(word: OfficialWord | undefined, url: string, now: number): Official {
  if (word === undefined) return { state: 'unknown', since: null, url, checked: null };
  const { state, since, checked } = word;
  const isFresh = checked !== null && now - Date.parse(checked) <= STALE_AFTER_MS;
  const isKnown = isFresh && state !== 'unknown';
  return { state: isKnown ? state : 'unknown', since: isKnown ? since : null, url, checked };
}
