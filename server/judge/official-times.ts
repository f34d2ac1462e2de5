import type { State } from '../../lib/protocol/vocabulary.ts';
import type { OfficialChange } from '../official/official-word.ts';
import type { OfficialTimes } from '../store/incident-row.ts';

/** What the vendor posts this long after an incident may still be about it. Minutes. */
const LATE_POST_MINUTES = 60;

function isTrouble(state: State): boolean {
  return state !== 'operational' && state !== 'unknown';
}

/** A stretch of trouble on the vendor's page. */
interface Trouble extends OfficialTimes {
  readonly posted: number;
  /** The minute in which the server last saw it change. */
  readonly seen: number;
}

function beginTrouble(change: OfficialChange, before: State): Trouble {
  const { minute, publishedMinute, title } = change;
  // A vendor's clock that is ahead must not make it later than we know it was.
  const posted = Math.min(minute, publishedMinute ?? minute);
  const exact = publishedMinute !== null || before === 'operational';
  return { posted, exact, resolved: null, title, seen: minute };
}

/** Stretches of trouble, oldest first. A page that cannot be read neither begins nor ends one. */
function troublesOf(changes: readonly OfficialChange[]): readonly Trouble[] {
  const troubles: Trouble[] = [];
  let before: State = 'unknown';
  for (const change of changes) {
    const open = troubles.at(-1);
    const isOpen = open !== undefined && open.resolved === null;
    if (isTrouble(change.state)) {
      if (!isOpen) troubles.push(beginTrouble(change, before));
      else if (open.title === null && change.title !== null) {
        troubles.splice(-1, 1, { ...open, title: change.title, seen: change.minute });
      }
    } else if (change.state === 'operational' && isOpen) {
      troubles.splice(-1, 1, { ...open, resolved: change.minute, seen: change.minute });
    }
    before = change.state;
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
 * @param changes of the incident's service, oldest first
 * @param since the incident's likeliest first minute
 * @param ended null while it is open
 */
export function officialTimes(
  changes: readonly OfficialChange[],
  since: number,
  ended: number | null,
): OfficialStory {
  const last = ended === null ? Number.POSITIVE_INFINITY : ended + LATE_POST_MINUTES;
  const found = troublesOf(changes).find(
    ({ posted, resolved }) => posted <= last && (resolved === null || resolved >= since),
  );
  if (found !== undefined) {
    const { seen, ...times } = found;
    return { times, seen };
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
