import { newestEvents } from '../journal/journal-store.ts';
import type { Reading } from '../journal/migrations.ts';
import { minuteRowSchema, readable, usageRowSchema } from '../journal/rows.ts';
import { NO_SIGNALS } from '../journal/signal-bits.ts';
import { readState } from '../journal/state-rows.ts';
import type { Status } from '../protocol/status.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { saidRowSchema, sentRowSchema } from '../report/batch.ts';
import { waitingBatches } from '../report/outbox-store.ts';
import { utcDayOf } from '../report/tag.ts';
import type { View } from './view.ts';

const MAX_EVENTS = 50;
const MAX_SAID = 50;
const MAX_SENT = 20;
const DAY_MS = 24 * 60 * 60_000;

/** What the view says beside the database's content. */
export type Surroundings = Pick<
  View,
  'at' | 'online' | 'consent' | 'server' | 'active' | 'watching'
>;

/**
 * @param parseStatus how the held status file is read; it may remember the last one
 * @returns all that pages and badge need, as of `surroundings.at`
 */
export async function buildView(
  reading: Reading,
  surroundings: Surroundings,
  parseStatus: (text: string) => Status | null,
): Promise<View> {
  const now = surroundings.at;
  const held = await readState(reading, 'status');
  const body = held.text === null ? null : parseStatus(held.text);
  const said = readable(saidRowSchema, await reading.objectStore('said').getAll());
  const sent = readable(sentRowSchema, await reading.objectStore('sent').getAll());
  return {
    v: 1,
    ...surroundings,
    status: body && { fetchedAt: held.fetchedAt, body },
    readable: held.readable && body !== null,
    events: await newestEvents(reading, MAX_EVENTS),
    used: await usedOf(reading),
    lastDay: await lastDayOf(reading, now),
    wishes: Object.keys(await readState(reading, 'wishes')),
    said: said
      .sort((a, b) => b.at - a.at)
      .slice(0, MAX_SAID)
      .map(({ service, feature, at, state }) => ({ service, feature, at, state })),
    queue: await queueOf(reading, now),
    sent: sent
      .reverse()
      .slice(0, MAX_SENT)
      .map(({ at, body }) => ({ at, body })),
  };
}

async function usedOf(reading: Reading): Promise<View['used']> {
  const rows = readable(usageRowSchema, await reading.objectStore('usage').getAll());
  return Object.fromEntries(rows.map(({ service, ...usage }) => [service, usage]));
}

async function lastDayOf(reading: Reading, now: number): Promise<View['lastDay']> {
  const range = IDBKeyRange.lowerBound(minuteOf(now - DAY_MS));
  const rows = await reading.objectStore('minutes').index('at').getAll(range);
  const days: Record<string, { tried: number; failed: number }> = {};
  for (const { service, signals } of readable(minuteRowSchema, rows)) {
    const before = days[service] ?? { tried: 0, failed: 0 };
    days[service] = {
      tried: before.tried + 1,
      failed: before.failed + (signals === NO_SIGNALS ? 0 : 1),
    };
  }
  return days;
}

async function queueOf(reading: Reading, now: number): Promise<View['queue']> {
  const batches = await waitingBatches(reading);
  const frozen = batches.reduce((sum, { seen, said }) => sum + seen.length + (said ? 1 : 0), 0);
  const { flushAt } = await readState(reading, 'jobs');
  const departures = batches.map((batch) => batch.dueAt);
  if (flushAt !== null && !batches.some(({ said }) => said === null)) departures.push(flushAt);
  const dropped = await readState(reading, 'dropped');
  return {
    waiting: frozen + (await reading.objectStore('outbox').count()),
    droppedToday: dropped.day === utcDayOf(now) ? dropped.count : 0,
    nextAt: departures.length > 0 ? Math.min(...departures) : null,
  };
}
