import type { Finding, Trouble } from '../detect/finding.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { deleteOlder, keepNewest } from './bounds.ts';
import { type Event, eventSchema } from './event.ts';
import { CURRENT_FOR_MS, isCurrent } from './is-current.ts';
import type { Reading, Writing } from './migrations.ts';
import {
  type MinuteRow,
  minuteRowSchema,
  readable,
  type UsageRow,
  usageRowSchema,
} from './rows.ts';
import { NO_SIGNALS, withSignal } from './signal-bits.ts';

/** The journal forgets what is older. Milliseconds. */
export const KEEP_MS = 7 * 24 * 60 * 60_000;
export const MAX_EVENTS = 500;
export const MAX_MINUTES = 10_000;

/** A finding may be this much older than its arrival; a page cannot date one further back. Milliseconds. */
const MAX_LATE_MS = 60_000;

/** How a trouble joins an event that is already there: `mergeFinding` of lib/detect. */
export type Merge = (
  recent: readonly Event[],
  trouble: Trouble,
  newId: string,
) => { readonly event: Event; readonly isNew: boolean };

/** @returns the finding with a time that its arrival bears out */
export function dated<F extends Finding>(finding: F, now: number): F {
  return { ...finding, at: Math.min(now, Math.max(now - MAX_LATE_MS, finding.at)) };
}

/** Whether a finding says that something was tried: a real success, or a failure that is the service's own. */
export function isTry(finding: Finding): boolean {
  return finding.type === 'success' || finding.cause === 'service';
}

/** @returns the row of a service's minute with one more finding in it */
export function withFinding(
  row: MinuteRow | undefined,
  finding: Finding,
  minute: number,
): MinuteRow {
  const before = row ?? { service: finding.service, minute, failed: false, signals: NO_SIGNALS };
  if (finding.type === 'success') return before;
  const signals = withSignal(before.signals, `${finding.feature}/${finding.kind}`);
  return { ...before, failed: true, signals };
}

/** Puts a finding into the journal, within a transaction over `events`, `minutes` and `usage`. */
export async function recordFinding(
  writing: Writing,
  finding: Finding,
  merge: Merge,
  newId: string,
  now: number,
): Promise<void> {
  const usage = await recordUse(writing, finding.service, finding.at, finding);
  if (finding.type === 'trouble' && finding.reason !== 'aborted') {
    const recent = await recentEvents(writing, usage, now);
    const { event, isNew } = merge(recent, finding, newId);
    await writing.objectStore('events').put(event);
    if (isNew) await keepNewest(writing, 'events', MAX_EVENTS);
  }
  if (isTry(finding)) await recordMinute(writing, finding);
}

/** Notes that a service was used, within a transaction over `usage`; `finding` says how it went, if known. */
export async function recordUse(
  writing: Writing,
  service: string,
  at: number,
  finding?: Finding,
): Promise<UsageRow> {
  const usage = writing.objectStore('usage');
  const [before] = readable(usageRowSchema, [await usage.get(service)]);
  const row: UsageRow = {
    service,
    triedAt: Math.max(at, before?.triedAt ?? at),
    okAt: before?.okAt ?? null,
    failedAt: before?.failedAt ?? null,
    workedAt: { ...before?.workedAt },
  };
  if (finding?.type === 'success') {
    row.okAt = later(row.okAt, at);
    // Whatever works, the page it works on has loaded.
    for (const feature of ['page', finding.feature] as const) {
      row.workedAt[feature] = later(row.workedAt[feature], at);
    }
  } else if (finding?.cause === 'service') {
    row.failedAt = later(row.failedAt, at);
  }
  await usage.put(row);
  return row;
}

function later(before: number | null | undefined, at: number): number {
  return Math.max(before ?? at, at);
}

async function recordMinute(writing: Writing, finding: Finding): Promise<void> {
  const minutes = writing.objectStore('minutes');
  const minute = minuteOf(finding.at);
  const [before] = readable(minuteRowSchema, [await minutes.get([finding.service, minute])]);
  await minutes.put(withFinding(before, finding, minute));
  if (!before) await keepNewest(writing, 'minutes', MAX_MINUTES);
}

async function recentEvents(reading: Reading, usage: UsageRow, now: number): Promise<Event[]> {
  const since = IDBKeyRange.lowerBound(now - CURRENT_FOR_MS);
  const rows = await reading.objectStore('events').index('at').getAll(since);
  return readable(eventSchema, rows).filter(
    (event) => event.service === usage.service && isCurrent(event, usage, now),
  );
}

/** @returns the newest events first, at most `limit` */
export async function newestEvents(reading: Reading, limit: number): Promise<Event[]> {
  const events: Event[] = [];
  let cursor = await reading.objectStore('events').index('at').openCursor(null, 'prev');
  while (cursor && events.length < limit) {
    events.push(...readable(eventSchema, [cursor.value]));
    cursor = await cursor.continue();
  }
  return events;
}

/** Forgets what is too old. */
export async function expireJournal(writing: Writing, now: number): Promise<void> {
  await deleteOlder(writing, 'events', now - KEEP_MS);
  await deleteOlder(writing, 'minutes', minuteOf(now - KEEP_MS));
}

/** Forgets everything that the journal holds. */
export async function clearJournal(writing: Writing): Promise<void> {
  for (const store of ['events', 'minutes', 'usage'] as const) {
    await writing.objectStore(store).clear();
  }
}
