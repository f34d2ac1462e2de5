import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { clockWords, minutesWords, STATE_WORD, timeWords } from './words.ts';

/** Trouble that a page has named for longer than this is older than the incident. Minutes. */
const OLD_POST_MINUTES = 120;

/** What the vendor's own page says, and since when or as read when. */
export function officialSentence(vendor: string, { official }: ServiceStatus): string {
  const { state, since, checked } = official;
  if (checked === null) return 'not read yet';
  if (state === 'unknown') return `could not be read since ${clockWords(checked)}`;
  const word = state === 'operational' ? 'all is fine' : STATE_WORD[state];
  const when = state === 'operational' || since === null ? null : `since ${clockWords(since)}`;
  return `${vendor}: ${word}, ${when ?? `read at ${clockWords(checked)}`}`;
}

/** Who was first, of what is known for certain; null when nothing is. */
function firstWords(vendor: string, { confirmed, lead, official }: IncidentRow): string | null {
  const posted = official?.exact === true ? official.posted : null;
  if (confirmed === null || posted === null) return null;
  if (lead !== null) return `We said so ${minutesWords(lead)} before ${vendor}’s page.`;
  const behind = confirmed - posted;
  if (behind === 0) return `We and ${vendor}’s page said so in the same minute.`;
  if (behind > OLD_POST_MINUTES) {
    return `${vendor}’s page has named trouble since ${timeWords(posted)}.`;
  }
  return `${vendor}’s page was ${minutesWords(behind)} ahead of us.`;
}

/**
 * Ours beside theirs while it lasts, in one sentence; empty when there is nothing to compare.
 * @param incident the open one, as far as there is one
 * @param now minutes since the epoch
 */
export function besideSentence(
  vendor: string,
  { official, level, lead }: ServiceStatus,
  incident: IncidentRow | undefined,
  now: number,
): string {
  if (official.state === 'unknown') return '';
  const isFine = official.state === 'operational';
  if (level === null) {
    return isFine || official.state === 'recovering'
      ? ''
      : `${vendor}’s page names trouble that our count does not show.`;
  }
  if (lead !== null) return `We said so ${minutesWords(lead)} before ${vendor}’s page.`;
  const first = incident === undefined ? null : firstWords(vendor, incident);
  if (first !== null) return first;
  const confirmed = incident?.confirmed ?? null;
  if (!isFine) return confirmed === null ? `${vendor}’s page names trouble as well.` : '';
  const after = confirmed === null ? 0 : now - confirmed;
  return after < 1
    ? `${vendor}’s page says that all is fine.`
    : `${vendor}’s page still says that all is fine, ${minutesWords(after)} after we said so.`;
}

/** Ours beside theirs for an incident's own page. */
export function officialStory(vendor: string, incident: IncidentRow): string {
  const { official } = incident;
  if (official === null) return `${vendor}’s page could not be read at the time.`;
  const { posted, exact } = official;
  if (posted === null) {
    return incident.ended === null
      ? `${vendor}’s page names no trouble so far.`
      : `${vendor}’s page named no trouble.`;
  }
  const first = firstWords(vendor, incident);
  if (first !== null) return first;
  return exact
    ? `${vendor}’s page named trouble; our count never confirmed it.`
    : `${vendor}’s page named trouble; it could not be read before, so nobody can say who was first.`;
}
