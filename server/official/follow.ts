import { minuteOf, msOf, type State } from '../../lib/protocol/vocabulary.ts';
import type { OfficialChange, OfficialWord } from './official-word.ts';
import type { ReadIncident, Reading } from './reading.ts';

/** The last good answer stands for this long. */
export const AGES_AFTER_MS = 15 * 60_000;

/** What is known of one service's vendor at a moment. Times in milliseconds since the epoch. */
export interface Followed {
  readonly state: State;
  readonly since: number | null;
  readonly incident: ReadIncident | null;
  /** The last time the page was read and understood. */
  readonly checkedAt: number | null;
  /** The incident that counts as over although the page still shows it. */
  readonly over: string | null;
}

export const NOTHING_YET: Followed = {
  state: 'unknown',
  since: null,
  incident: null,
  checkedAt: null,
  over: null,
};

function unknownSince(followed: Followed): Followed {
  return { ...NOTHING_YET, checkedAt: followed.checkedAt };
}

/** @returns what is left of the last word: nothing once it is 15 minutes old */
export function aged(followed: Followed, now: number): Followed {
  const { state, checkedAt } = followed;
  if (state === 'unknown' || checkedAt === null) return followed;
  return Math.abs(now - checkedAt) < AGES_AFTER_MS ? followed : unknownSince(followed);
}

/** Words that mean "it came, and does not say what we ask": no older word may stand in for it. */
const SAYS_NOTHING = new Set(['wrong-page', 'abandoned', 'part-missing', 'unknown-word']);

/**
 * Since when the vendor says so. Its own time starts a new incident; what changes within one we see
 * ourselves, and the same word keeps its time.
 */
function sinceOf(last: Followed, reading: Reading & { isRead: true }, now: number): number {
  const incident = reading.incident?.id ?? null;
  const isSameIncident = incident === (last.incident?.id ?? null);
  if (isSameIncident && reading.state === last.state) return last.since ?? reading.since ?? now;
  return isSameIncident && incident !== null ? now : (reading.since ?? now);
}

/** The next word after a document was read, or not. */
export function follow(before: Followed, reading: Reading, now: number): Followed {
  const last = aged(before, now);
  if (!reading.isRead) return SAYS_NOTHING.has(reading.reason) ? unknownSince(last) : last;
  const since = sinceOf(last, reading, now);
  const { state, incident, fadesAfter } = reading;
  if (fadesAfter === undefined || incident === null) {
    return { state, since, incident, checkedAt: now, over: null };
  }
  const isOver = last.over === incident.id || now - since >= fadesAfter;
  if (!isOver) return { state, since, incident, checkedAt: now, over: null };
  return {
    state: 'operational',
    since: last.state === 'operational' ? last.since : now,
    incident: null,
    checkedAt: now,
    over: incident.id,
  };
}

/** What was stored of the last change, as a start for following on. It counts as not checked. */
export function resumed(change: OfficialChange | undefined, reading: Reading): Followed {
  const isSame =
    change !== undefined &&
    reading.isRead &&
    change.state === reading.state &&
    change.incident === (reading.incident?.id ?? null);
  if (!isSame) return NOTHING_YET;
  const since = msOf(change.publishedMinute ?? change.minute);
  return { state: change.state, since, incident: reading.incident, checkedAt: null, over: null };
}

/** @returns the change to keep; null when state and incident are what they were */
export function changeOf(
  service: string,
  before: Pick<OfficialChange, 'state' | 'incident'> | undefined,
  after: Followed,
  now: number,
): OfficialChange | null {
  const incident = after.incident?.id ?? null;
  if (before === undefined && after.state === 'unknown') return null;
  if (before?.state === after.state && before.incident === incident) return null;
  const publishedAt = after.incident?.publishedAt ?? null;
  return {
    service,
    state: after.state,
    minute: minuteOf(now),
    incident,
    title: after.incident?.title ?? null,
    publishedMinute: publishedAt === null ? null : minuteOf(publishedAt),
  };
}

const isoOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** @returns the word in the form that others are given */
export function wordOf(followed: Followed, url: string): OfficialWord {
  const { state, since, incident, checkedAt } = followed;
  return {
    state,
    since: isoOf(since),
    url,
    checked: isoOf(checkedAt),
    ...(incident === null
      ? {}
      : {
          incident: {
            id: incident.id,
            title: incident.title,
            publishedAt: isoOf(incident.publishedAt),
          },
        }),
  };
}
