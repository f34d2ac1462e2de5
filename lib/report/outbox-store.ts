import { keepNewest } from '../journal/bounds.ts';
import type { Database, Reading, Writing } from '../journal/migrations.ts';
import { type Change, noteChange } from '../journal/minute-store.ts';
import { type MinuteRow, minuteRowSchema, readable } from '../journal/rows.ts';
import { readState, removeState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { takeFare } from '../tokens/spend-token.ts';
import { type Batch, batchSchema, type SaidRow, saidRowSchema, seenOf } from './batch.ts';
import { encodeBody, fitting } from './body.ts';
import type { Chance } from './chance.ts';
import { departureOf } from './pace.ts';
import { TAG_BYTES, tagOf, utcDayOf } from './tag.ts';

/** More observations than this do not wait: the oldest are given up and counted. */
export const MAX_WAITING = 1000;

/**
 * Notes what one service came to in this minute, within the transaction that writes the journal, and plans the
 * batch that will carry it. Call it only while consent is given. Only tries count: a minute with nothing but the
 * reader's own trouble, or an unclear one, is no observation at all.
 */
export async function recordObservation(
  writing: Writing,
  noted: Change,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  const taken = await readState(writing, 'frozenThrough');
  // A minute that has left already is over: what is learned of it later belongs to the present one.
  const minute = Math.min(minuteOf(now), Math.max(minuteOf(noted.at), taken + 1));
  if (!(await noteChange(writing, 'outbox', noted, minute, now))) return;
  await countDropped(writing, await keepNewest(writing, 'outbox', MAX_WAITING), now);
  await planFlush(writing, minute, chance);
}

/** Plans the next batch unless one is planned. */
export async function planFlush(
  writing: Writing,
  minute: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  const jobs = await readState(writing, 'jobs');
  if (jobs.flushAt !== null) return;
  const welcomeAt = await readState(writing, 'nextWelcomeAt');
  const flushAt = departureOf(minute, welcomeAt, chance.random());
  await writeState(writing, 'jobs', { ...jobs, flushAt });
}

/** @returns the batches that are on their way */
export async function waitingBatches(reading: Reading): Promise<Batch[]> {
  return readable(batchSchema, await reading.objectStore('batches').getAll());
}

/**
 * Turns closed minutes into one batch of bytes under today's tag, newest first, because the server's verdict has
 * moved on from old ones. In one transaction: a minute is either in the outbox or in a batch.
 * Does nothing while an earlier batch is on its way or none is due.
 */
export async function freezeDue(database: Database, now: number, chance: Chance): Promise<void> {
  if (!(await isFlushDue(reading(database), now))) return;
  await change(database, async (writing) => {
    if (!(await isFlushDue(writing, now))) return;
    const jobs = await readState(writing, 'jobs');
    await writeState(writing, 'jobs', { ...jobs, flushAt: null });
    if (!(await freeze(writing, now, chance))) await planRest(writing, now, chance);
  });
}

async function isFlushDue(from: Reading, now: number): Promise<boolean> {
  const { flushAt } = await readState(from, 'jobs');
  if (flushAt === null || flushAt > now) return false;
  return (await waitingBatches(from)).every(({ said }) => said !== null);
}

async function freeze(writing: Writing, now: number, chance: Chance): Promise<boolean> {
  const closed = await closedRows(writing, now);
  if (closed.length === 0) return false;
  const tag = await tagOfToday(writing, now, chance);
  const { token, isNeeded } = await takeFare(writing, now);
  if (token === null && isNeeded) return false;
  const rows = closed.slice(0, fitting(tag, closed.map(seenOf), token).length);
  const seen = rows.map(seenOf);
  const body = encodeBody(tag, seen, [], token);
  if (body === null) return false;
  for (const row of rows) await writing.objectStore('outbox').delete([row.service, row.minute]);
  const id = chance.newId();
  await putBatch(writing, { id, day: utcDayOf(now), body, seen: rows, said: null }, now);
  await writeState(writing, 'frozenThrough', minuteOf(now) - 1);
  return true;
}

/** Puts a new batch on its way. @param dueAt when it may leave */
export async function putBatch(
  writing: Writing,
  batch: Pick<Batch, 'id' | 'day' | 'body' | 'seen' | 'said'>,
  now: number,
  dueAt = now,
): Promise<void> {
  const row: Batch = { ...batch, madeAt: now, dueAt, attempts: 0 };
  await writing.objectStore('batches').put(row);
}

/** @returns the observations of closed minutes, newest first; what cannot be read is deleted on the way */
async function closedRows(writing: Writing, now: number): Promise<MinuteRow[]> {
  const rows: MinuteRow[] = [];
  const closed = IDBKeyRange.upperBound(minuteOf(now), true);
  let cursor = await writing.objectStore('outbox').index('at').openCursor(closed, 'prev');
  while (cursor) {
    const [row] = readable(minuteRowSchema, [cursor.value]);
    if (row) rows.push(row);
    else await cursor.delete();
    cursor = await cursor.continue();
  }
  return rows;
}

/** Plans the batch after this one, if observations are left. */
export async function planRest(
  writing: Writing,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  const left = await writing.objectStore('outbox').index('at').getAllKeys(null, 1);
  if (left[0]) await planFlush(writing, Math.max(left[0][1], minuteOf(now) - 1), chance);
}

/** @returns today's tag; the first use of a UTC day makes a new one over the old */
export async function tagOfToday(
  writing: Writing,
  now: number,
  chance: Pick<Chance, 'bytes'>,
): Promise<string> {
  const day = utcDayOf(now);
  const held = await readState(writing, 'tag');
  if (held?.day === day) return held.tag;
  const tag = tagOf(chance.bytes(TAG_BYTES));
  await writeState(writing, 'tag', { day, tag });
  return tag;
}

/** Adds to the observations of this UTC day that never arrived. */
export async function countDropped(writing: Writing, count: number, now: number): Promise<void> {
  if (count === 0) return;
  const day = utcDayOf(now);
  const held = await readState(writing, 'dropped');
  const before = held.day === day ? held.count : 0;
  await writeState(writing, 'dropped', { day, count: before + count });
}

/** Empties outbox, batches, tag and wallet, all but reports that were sent without consent in the first place. */
export async function withdraw(database: Database): Promise<void> {
  if (await isEmpty(reading(database))) return;
  await change(database, async (writing) => {
    await writing.objectStore('outbox').clear();
    const batches = await waitingBatches(writing);
    await writing.objectStore('batches').clear();
    for (const batch of batches) {
      if (batch.day === null) await writing.objectStore('batches').put(batch);
      else if (batch.said !== null) await markSaid(writing, batch.said, 'refused');
    }
    await removeState(writing, 'tag');
    await removeState(writing, 'wallet');
    const jobs = await readState(writing, 'jobs');
    await writeState(writing, 'jobs', { ...jobs, flushAt: null });
  });
}

async function isEmpty(from: Reading): Promise<boolean> {
  const observations = await from.objectStore('outbox').count();
  const batches = await waitingBatches(from);
  const tag = await readState(from, 'tag');
  const wallet = await from.objectStore('state').getKey('wallet');
  const isNothingKept = tag === null && wallet === undefined;
  return observations === 0 && batches.every(({ day }) => day === null) && isNothingKept;
}

/** Notes what became of a one-click report. */
export async function markSaid(
  writing: Writing,
  id: string,
  state: SaidRow['state'],
): Promise<void> {
  const said = writing.objectStore('said');
  const [row] = readable(saidRowSchema, [await said.get(id)]);
  if (row) await said.put({ ...row, state });
}
