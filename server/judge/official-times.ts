import type { State } from '../../lib/protocol/vocabulary.ts';
import type { OfficialChange } from '../official/official-word.ts';
import type { OfficialTimes } from '../store/incident-row.ts';

/** What the vendor's page said is looked at from this long before an incident on, and the last word before that. Minutes. */
export const OFFICIAL_BEFORE_MINUTES = 2 * 24 * 60;

/** What the vendor posts this long after an incident may still be about it. Minutes. */
const LATE_POST_MINUTES = 60;

function isTrouble(state: State): boolean {
  return state !== 'operational' && state !== 'unknown';
}

/** What was posted before this long ahead of an incident's beginning is about something else, if more follows. Minutes. */
const EARLY_POST_MINUTES = 120;

/** An incident that the vendor posted. */
interface Post {
  readonly posted: number;
  readonly exact: boolean;
  readonly title: string | null;
}

/** A stretch of trouble on the vendor's page. */
interface Trouble {
  readonly first: Post;
  /** What else the vendor posted in it, oldest first. */
  readonly later: readonly Post[];
  readonly resolved: number | null;
  /** The minute in which the server last saw it change. */
  readonly seen: number;
}

function postOf(change: OfficialChange, before: State): Post {
  const { minute, publishedMinute, title } = change;
  return {
    // A vendor's clock that is ahead must not make it later than we know it was.
    posted: Math.min(minute, publishedMinute ?? minute),
    exact: publishedMinute !== null || before !== 'unknown',
    title,
  };
}

/** Stretches of trouble, oldest first. A page that cannot be read neither begins nor ends one. */
function troublesOf(changes: readonly OfficialChange[]): readonly Trouble[] {
  const troubles: Trouble[] = [];
  let before: State = 'unknown';
  let incident: string | null = null;
  for (const change of changes) {
    const open = troubles.at(-1);
    const isOpen = open !== undefined && open.resolved === null;
    const { minute: seen, state } = change;
    if (isTrouble(state)) {
      const isNew = change.incident !== null && change.incident !== incident;
      const post = postOf(change, before);
      if (!isOpen) troubles.push({ first: post, later: [], resolved: null, seen });
      else if (isNew) troubles.splice(-1, 1, { ...open, later: [...open.later, post], seen });
      incident = change.incident ?? incident;
    } else if (state === 'operational' && isOpen) {
      troubles.splice(-1, 1, { ...open, resolved: seen, seen });
    }
    before = state;
  }
  return troubles;
}

/** Whether the page could be read at any time from minute `from` to minute `to`. */
function isReadIn(changes: readonly OfficialChange[], from: number, to: number): boolean {
  const isKnown = ({ state }: OfficialChange) => state !== 'unknown';
  const before = changes.findLast(({ minute }) => minute <= from);
  if (before !== undefined && isKnown(before)) return true;
  return changes.some((change) => change.minute > from && change.minute <= to && isKnown(change));
}

/** What the vendor's page said, and when the server last learned something new of it; 0 if never. */
export interface OfficialStory {
  readonly times: OfficialTimes | null;
  readonly seen: number;
}

/**
 * What the vendor's page said of an incident: its first stretch of trouble between the incident's
 * beginning and an hour after its end, though it may have begun before.
 * @param all changes of the incident's service, oldest first; older ones than that are left out
 * @param since the incident's likeliest first minute
 * @param ended null while it is open
 */
export function officialTimes(
  all: readonly OfficialChange[],
  since: number,
  ended: number | null,
): OfficialStory {
  const earliest = all.findLastIndex(({ minute }) => minute < since - OFFICIAL_BEFORE_MINUTES);
  const changes = all.slice(Math.max(0, earliest));
  const last = ended === null ? Number.POSITIVE_INFINITY : ended + LATE_POST_MINUTES;
  const found = troublesOf(changes).find(
    ({ first, resolved }) => first.posted <= last && (resolved === null || resolved >= since),
  );
  if (found !== undefined) {
    const { first, later, resolved, seen } = found;
    const posts = [first, ...later].filter(
      ({ posted }) => posted >= since - EARLY_POST_MINUTES && posted <= last,
    );
    const { posted, exact, title } = posts[0] ?? first;
    const named = posts.find((post) => post.title !== null);
    return { times: { posted, exact, resolved, title: named?.title ?? title }, seen };
  }
  const silent = { posted: null, exact: true, resolved: null, title: null };
  return { times: isReadIn(changes, since, last) ? silent : null, seen: 0 };
}

/**
 * How long we were ahead of the vendor's page. It counts from the minute in which we *told* that it is
 * confirmed: neither from our estimate of the beginning, nor from a suspicion that a few liars can raise.
 * @param confirmed the minute in which we said so; null if we did not
 * @returns whole minutes, at least 1; null unless we were first for certain
 */
export function leadOf(confirmed: number | null, official: OfficialTimes | null): number | null {
  const posted = official?.exact === true ? official.posted : null;
  if (confirmed === null || posted === null) return null;
  const lead = posted - confirmed;
  return lead >= 1 ? lead : null;
}
