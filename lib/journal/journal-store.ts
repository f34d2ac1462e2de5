import type { Finding, Success, Trouble } from '../detect/finding.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { deleteNewer, deleteOlder, keepNewest } from './bounds.ts';
import { type Event, eventSchema } from './event.ts';
import { changeOf } from './event-change.ts';
import { isOver } from './is-over.ts';
import type { Reading, Writing } from './migrations.ts';
import { type Change, noteChange } from './minute-store.ts';
import { readable, type UsageRow, usageRowSchema } from './rows.ts';

/** The journal forgets what is older. Milliseconds. */
export const KEEP_MS = 7 * 24 * 60 * 60_000;
export const MAX_EVENTS = 500;
export const MAX_MINUTES = 10_000;

/** A finding may be this much older than its arrival; a page cannot date one further back. Milliseconds. */
const MAX_LATE_MS = 60_000;

/** An event that ended longer ago is no other sight of a failure seen now. Milliseconds. */
const RECENT_MS = 10 * 60_000;

/** How a trouble joins an event that is already there: `mergeFinding` of lib/detect. */
export type Merge = (
  recent: readonly Event[],
  trouble: Trouble,
  newId: () => string,
) => { readonly event: Event; readonly isNew: boolean };

/** @returns the finding with a time that its arrival bears out */
export function dated<F extends Finding>(finding: F, now: number): F {
  return { ...finding, at: Math.min(now, Math.max(now - MAX_LATE_MS, finding.at)) };
}

/**
 * Puts a finding into the journal, within a transaction over `events`, `minutes` and `usage`. The cause that counts
 * is the event's: a notice that seems to blame the service may turn out to follow the user's own stop.
 * @returns what it adds to the minutes
 */
export async function recordFinding(
  writing: Writing,
  finding: Finding,
  merge: Merge,
  newId: () => string,
  now: number,
): Promise<Change> {
  const { service, at } = finding;
  const change: Change =
    finding.type === 'success'
      ? { service, at, worked: finding.counts, failed: null, undone: null }
      : await recordTrouble(writing, finding, merge, newId, now);
  if (finding.type === 'success' && !finding.counts) {
    await recordWorking(writing, finding);
    return change;
  }
  await recordUse(writing, service, at, now, {
    worked: finding.type === 'success' ? finding.feature : null,
    failed: change.failed !== null,
  });
  await noteChange(writing, 'minutes', change, minuteOf(change.at), now);
  await keepNewest(writing, 'minutes', MAX_MINUTES);
  return change;
}

async function recordTrouble(
  writing: Writing,
  trouble: Trouble,
  merge: Merge,
  newId: () => string,
  now: number,
): Promise<Change> {
  const recent = await openEvents(writing, trouble.service, now);
  const { event, isNew } = merge(recent, trouble, newId);
  await writing.objectStore('events').put(event);
  if (isNew) await keepNewest(writing, 'events', MAX_EVENTS);
  return changeOf(recent.find(({ id }) => id === event.id) ?? null, event, trouble.at, recent);
}

/** The events that another sight may join: one weak sign that the feature has outlived is not waiting for a second. */
async function openEvents(writing: Writing, service: string, now: number): Promise<Event[]> {
  const [usage] = readable(usageRowSchema, [await writing.objectStore('usage').get(service)]);
  const hasPassed = (event: Event) => event.weak && isOver(event, usage?.workedAt[event.feature]);
  const recent = await recentEvents(writing, now);
  return recent.filter((event) => event.service === service && !hasPassed(event));
}

/** Notes that a feature works, though nobody used it: what failed there before is over. */
async function recordWorking(writing: Writing, { service, feature, at }: Success): Promise<void> {
  // What a page asks beside a conversation says nothing of its answers.
  if (feature === 'conversation') return;
  const usage = writing.objectStore('usage');
  const [before] = readable(usageRowSchema, [await usage.get(service)]);
  if (!before) return;
  const workedAt = { ...before.workedAt, [feature]: later(before.workedAt[feature], at) };
  await usage.put({ ...before, workedAt });
}

/** Notes that a service was used, within a transaction over `usage`, and how it went, as far as it is known. */
export async function recordUse(
  writing: Writing,
  service: string,
  at: number,
  now: number,
  went: { readonly worked: Event['feature'] | null; readonly failed: boolean } | null = null,
): Promise<void> {
  const usage = writing.objectStore('usage');
  const [before] = readable(usageRowSchema, [await usage.get(service)]);
  // A time that lies ahead was noted before the clock was set back.
  const past = (time: number | null = null) => (time !== null && time <= now ? time : null);
  const row: UsageRow = {
    service,
    triedAt: later(past(before?.triedAt), at),
    okAt: past(before?.okAt),
    failedAt: past(before?.failedAt),
    workedAt: Object.fromEntries(
      Object.entries(before?.workedAt ?? {}).filter(([, time]) => past(time) !== null),
    ),
  };
  if (went?.worked) {
    row.okAt = later(row.okAt, at);
    // Whatever works, the page it works on has loaded.
    for (const feature of ['page', went.worked] as const) {
      row.workedAt[feature] = later(row.workedAt[feature], at);
    }
  }
  if (went?.failed) row.failedAt = later(row.failedAt, at);
  await usage.put(row);
}

function later(before: number | null | undefined, at: number): number {
  return Math.max(before ?? at, at);
}

/** @returns the events of the last ten minutes */
export async function recentEvents(reading: Reading, now: number): Promise<Event[]> {
  const since = IDBKeyRange.lowerBound(now - RECENT_MS);
  return readable(eventSchema, await reading.objectStore('events').index('at').getAll(since));
}

/**
 * @returns the newest events first, at most `limit`; a request that the user stopped is kept to explain what follows
 * it, but is no event to tell of
 */
export async function newestEvents(reading: Reading, limit: number): Promise<Event[]> {
  const events: Event[] = [];
  let cursor = await reading.objectStore('events').index('at').openCursor(null, 'prev');
  while (cursor && events.length < limit) {
    const [event] = readable(eventSchema, [cursor.value]);
    if (event && event.reason !== 'aborted') events.push(event);
    cursor = await cursor.continue();
  }
  return events;
}

/** Forgets what is too old, and what lies in the future since the clock was set back. */
export async function expireJournal(writing: Writing, now: number): Promise<void> {
  await deleteNewer(writing, 'events', now + MAX_LATE_MS);
  await deleteNewer(writing, 'minutes', minuteOf(now + MAX_LATE_MS));
  await deleteOlder(writing, 'events', now - KEEP_MS);
  await deleteOlder(writing, 'minutes', minuteOf(now - KEEP_MS));
}

/** Forgets everything that the journal holds. */
export async function clearJournal(writing: Writing): Promise<void> {
  for (const store of ['events', 'minutes', 'usage'] as const) {
    await writing.objectStore(store).clear();
  }
}
