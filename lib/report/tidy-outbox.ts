import { deleteNewer, deleteOlder, keepNewest } from '../journal/bounds.ts';
import type { Writing } from '../journal/migrations.ts';
import { readable } from '../journal/rows.ts';
import { readState, removeState, writeState } from '../journal/state-rows.ts';
import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../protocol/reports.ts';
import { MS_PER_MINUTE, minuteOf } from '../protocol/vocabulary.ts';
import { MAX_RETRY_AFTER_MS } from './backoff.ts';
import { type Batch, sentRowSchema } from './batch.ts';
import { countDropped, markSaid, waitingBatches } from './outbox-store.ts';
import { utcDayOf } from './tag.ts';

/** An observation that could not be sent for so long is given up. Milliseconds. */
export const MAX_WAIT_MS = 24 * 60 * 60_000;

/** One-click reports are remembered so long. Milliseconds. */
const KEEP_SAID_MS = 24 * 60 * 60_000;
const MAX_SAID = 50;

/** The server drops what is older, even from a clock as fast as it allows: no repetition can be counted twice. Milliseconds. */
const WINDOW_MS = (MAX_AGE_MINUTES + MAX_AHEAD_MINUTES + 1) * MS_PER_MINUTE;

/** No plan reaches further ahead than the longest wait with its share of chance. Milliseconds. */
const MAX_AHEAD_MS = 2 * MAX_RETRY_AFTER_MS;

/**
 * Gives up what has waited too long and forgets every trace of past days' tags: no value that the server has
 * seen outlives its UTC day, but for the few minutes in which a batch sent around midnight may be repeated.
 * @param wasSetBack whether the clock was, so that no plan can be trusted
 */
export async function tidyOutbox(
  writing: Writing,
  now: number,
  wasSetBack: boolean,
): Promise<void> {
  const oldest = minuteOf(now - MAX_WAIT_MS);
  await countDropped(writing, await deleteOlder(writing, 'outbox', oldest), now);
  const newest = minuteOf(now) + MAX_AHEAD_MINUTES;
  await countDropped(writing, await deleteNewer(writing, 'outbox', newest), now);
  await deleteUnreadable(writing);
  for (const batch of await waitingBatches(writing)) await tidyBatch(writing, batch, now);
  await undoFarPlans(writing, now, wasSetBack ? now : now + MAX_AHEAD_MS);
  await deleteOlder(writing, 'said', now - KEEP_SAID_MS);
  await keepNewest(writing, 'said', MAX_SAID);
  await forgetPastDays(writing, now);
}

async function deleteUnreadable(writing: Writing): Promise<void> {
  const batches = writing.objectStore('batches');
  const known = new Set((await waitingBatches(writing)).map(({ id }) => id));
  for (const id of await batches.getAllKeys()) if (!known.has(id)) await batches.delete(id);
}

async function tidyBatch(writing: Writing, batch: Batch, now: number): Promise<void> {
  const age = now - batch.madeAt;
  if (batch.said !== null) {
    if (age < WINDOW_MS) return;
    await writing.objectStore('batches').delete(batch.id);
    await markSaid(writing, batch.said, 'refused');
  } else if (age >= WINDOW_MS && batch.day !== utcDayOf(now)) {
    await returnRows(writing, batch, now);
  } else if (age >= MAX_WAIT_MS) {
    await writing.objectStore('batches').delete(batch.id);
    await countDropped(writing, batch.seen.length, now);
  }
}

/** The observations go into a new batch under a new tag; the bytes with the old one are deleted. */
async function returnRows(writing: Writing, batch: Batch, now: number): Promise<void> {
  await writing.objectStore('batches').delete(batch.id);
  const oldest = minuteOf(now - MAX_WAIT_MS);
  const rows = batch.seen.filter((row) => row.minute >= oldest);
  await countDropped(writing, batch.seen.length - rows.length, now);
  for (const row of rows) await writing.objectStore('outbox').put(row);
  const jobs = await readState(writing, 'jobs');
  if (jobs.flushAt === null && rows.length > 0) {
    await writeState(writing, 'jobs', { ...jobs, flushAt: Math.max(now, batch.dueAt) });
  }
}

/** Nothing is planned so far ahead: the clock was set back, and waiting for it could take for ever. */
async function undoFarPlans(writing: Writing, now: number, latest: number): Promise<void> {
  const jobs = await readState(writing, 'jobs');
  if (jobs.flushAt !== null && jobs.flushAt > latest) {
    await writeState(writing, 'jobs', { ...jobs, flushAt: now });
  }
  if ((await readState(writing, 'nextWelcomeAt')) > latest) {
    await writeState(writing, 'nextWelcomeAt', now);
  }
  for (const batch of await waitingBatches(writing)) {
    if (batch.dueAt > latest) await writing.objectStore('batches').put({ ...batch, dueAt: now });
  }
}

async function forgetPastDays(writing: Writing, now: number): Promise<void> {
  const tag = await readState(writing, 'tag');
  if (tag !== null && tag.day !== utcDayOf(now)) await removeState(writing, 'tag');
  const sent = writing.objectStore('sent');
  let cursor = await sent.openCursor();
  while (cursor) {
    const [row] = readable(sentRowSchema, [cursor.value]);
    if (!row || (row.day ?? utcDayOf(row.at)) !== utcDayOf(now)) await cursor.delete();
    cursor = await cursor.continue();
  }
}
