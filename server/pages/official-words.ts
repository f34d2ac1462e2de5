import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { PageLanguage } from './language/page-language.ts';
import { stateWord } from './words.ts';

/** Trouble that a page has named for longer than this is older than the incident. Minutes. */
const OLD_POST_MINUTES = 120;

/** What the vendor's own page says, and since when or as read when. */
export function officialSentence(
  language: PageLanguage,
  vendor: string,
  { official }: ServiceStatus,
): string {
  const { say, clock } = language;
  const { state, since, checked } = official;
  if (checked === null) return say('official.unread');
  if (state === 'unknown') return say('official.unreadable', { time: clock(checked) });
  if (state === 'operational') return say('official.fine', { vendor, time: clock(checked) });
  const key = since === null ? 'official.read' : 'official.since';
  return say(key, { vendor, state: stateWord(language, state), time: clock(since ?? checked) });
}

/** Who was first, of what is known for certain; null when nothing is. */
function firstWords(
  { say, minutes, time }: PageLanguage,
  vendor: string,
  { confirmed, lead, official }: IncidentRow,
): string | null {
  const posted = official?.exact === true ? official.posted : null;
  if (confirmed === null || posted === null) return null;
  if (lead !== null) return say('beside.lead', { minutes: minutes(lead), vendor });
  const behind = confirmed - posted;
  if (behind === 0) return say('beside.same', { vendor });
  if (behind > OLD_POST_MINUTES) return say('beside.old', { vendor, time: time(posted) });
  return say('beside.behind', { vendor, minutes: minutes(behind) });
}

/**
 * Ours beside theirs while it lasts, in one sentence; empty when there is nothing to compare.
 * @param incident the open one, as far as there is one
 * @param now minutes since the epoch
 */
export function besideSentence(
  language: PageLanguage,
  vendor: string,
  { official, level, lead }: ServiceStatus,
  incident: IncidentRow | undefined,
  now: number,
): string {
  const { say, minutes } = language;
  if (official.state === 'unknown') return '';
  const isFine = official.state === 'operational';
  if (level === null) {
    return isFine || official.state === 'recovering' ? '' : say('beside.only-theirs', { vendor });
  }
  if (lead !== null) return say('beside.lead', { minutes: minutes(lead), vendor });
  const first = incident === undefined ? null : firstWords(language, vendor, incident);
  if (first !== null) return first;
  const confirmed = incident?.confirmed ?? null;
  if (!isFine) return confirmed === null ? say('beside.too', { vendor }) : '';
  const after = confirmed === null ? 0 : now - confirmed;
  return after < 1
    ? say('beside.fine', { vendor })
    : say('beside.still-fine', { vendor, minutes: minutes(after) });
}

/** Ours beside theirs for an incident's own page. */
export function officialStory(
  language: PageLanguage,
  vendor: string,
  incident: IncidentRow,
): string {
  const { say } = language;
  const { official, ended } = incident;
  if (official === null) return say('story.unread', { vendor });
  const { posted, exact } = official;
  if (posted === null) return say(ended === null ? 'story.none-yet' : 'story.none', { vendor });
  const first = firstWords(language, vendor, incident);
  if (first !== null) return first;
  return say(exact ? 'story.only-theirs' : 'story.inexact', { vendor });
}
