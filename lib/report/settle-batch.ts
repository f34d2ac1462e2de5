import type { Database, Writing } from '../journal/migrations.ts';
import { readable } from '../journal/rows.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { change } from '../journal/transact.ts';
import { noteWanted } from '../tokens/spend-token.ts';
import { FIRST_RETRY_MS, FIRST_SAID_RETRY_MS, retryDelay, UNSETTLED_RETRY_MS } from './backoff.ts';
import { type Batch, batchSchema, type SentRow, sentRowSchema } from './batch.ts';
import type { Chance } from './chance.ts';
import { countDropped, markSaid, planRest } from './outbox-store.ts';
import { pauseOf } from './pace.ts';
import type { Outcome } from './report-client.ts';

/** How many sent bodies are kept for the reader to see. */
export const MAX_SENT = 20;

/** Without access to the server a batch waits this long before it looks again. Milliseconds. */
const NO_ACCESS_MS = 60_000;

/**
 * Plans the next attempt before this one is made: whatever becomes of it, attempts get rarer.
 * @returns the batch with this attempt counted; null when it was taken away meanwhile
 * @throws when it cannot be written down; then it must not be sent
 */
export function claimBatch(
  database: Database,
  batch: Batch,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<Batch | null> {
  const attempts = batch.attempts + 1;
  const dueAt = now + retryDelay(attempts, UNSETTLED_RETRY_MS, null, chance.random());
  const claimed = { ...batch, attempts, dueAt };
  return change(database, async (writing) => ((await putBack(writing, claimed)) ? claimed : null));
}

/**
 * Writes down, in one transaction, what the server made of a batch. Only an answer removes it; if the browser
 * dies before this, the same bytes go again and the server counts them once.
 * @param batch as claimed
 */
export function settleBatch(
  database: Database,
  batch: Batch,
  outcome: Outcome,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  return change(database, async (writing) => {
    if (outcome.type !== 'retry' || outcome.left) await keepSent(writing, batch, now);
    const wasWithdrawn = !(await isHeld(writing, batch));
    if (outcome.type === 'unvouched' && !wasWithdrawn && batch.day !== null) {
      const hasToken = await noteWanted(writing, outcome.isNeeded, now);
      const isRemade = batch.said === null && (hasToken || !outcome.mayRepeat);
      if (isRemade) return remake(writing, batch, outcome, now, chance);
    }
    if (outcome.type === 'retry' || (outcome.type === 'unvouched' && outcome.mayRepeat)) {
      const first = batch.said === null ? FIRST_RETRY_MS : FIRST_SAID_RETRY_MS;
      const delay = retryDelay(batch.attempts, first, outcome.retryAfterMs, chance.random());
      await putBack(writing, { ...batch, dueAt: now + delay });
      return;
    }
    await writing.objectStore('batches').delete(batch.id);
    if (batch.said !== null) {
      return markSaid(writing, batch.said, outcome.type === 'accepted' ? 'arrived' : 'refused');
    }
    if (wasWithdrawn) return;
    if (outcome.type === 'refused') await giveUp(writing, batch, outcome.entry, now);
    await planNext(writing, outcome.type === 'accepted' ? outcome.nextSeconds : 0, now, chance);
  });
}

/** Makes the due batches wait, because this browser may not talk to the server now. It is no failed attempt. */
export function postpone(database: Database, due: readonly Batch[], now: number): Promise<void> {
  return change(database, async (writing) => {
    for (const batch of due) await putBack(writing, { ...batch, dueAt: now + NO_ACCESS_MS });
    const jobs = await readState(writing, 'jobs');
    if (jobs.flushAt !== null && jobs.flushAt <= now) {
      await writeState(writing, 'jobs', { ...jobs, flushAt: now + NO_ACCESS_MS });
    }
  });
}

// Nothing of it was counted: what it held goes into another body, with another token or with none.
async function remake(
  writing: Writing,
  batch: Batch,
  { retryAfterMs }: Extract<Outcome, { type: 'unvouched' }>,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  await writing.objectStore('batches').delete(batch.id);
  for (const row of batch.seen) await writing.objectStore('outbox').put(row);
  await planNext(writing, Math.ceil((retryAfterMs ?? 0) / 1000), now, chance);
}

// Nothing of a refused batch was counted, so what was not refused may go again.
async function giveUp(
  writing: Writing,
  batch: Batch,
  entry: number | null,
  now: number,
): Promise<void> {
  const isNamed = entry !== null && entry < batch.seen.length;
  const rest = isNamed ? batch.seen.toSpliced(entry, 1) : [];
  for (const row of rest) await writing.objectStore('outbox').put(row);
  await countDropped(writing, batch.seen.length - rest.length, now);
}

async function planNext(
  writing: Writing,
  nextSeconds: number,
  now: number,
  chance: Pick<Chance, 'random'>,
): Promise<void> {
  const welcomeAt = now + pauseOf(nextSeconds);
  await writeState(writing, 'nextWelcomeAt', welcomeAt);
  const jobs = await readState(writing, 'jobs');
  if (jobs.flushAt !== null && jobs.flushAt < welcomeAt) {
    await writeState(writing, 'jobs', { ...jobs, flushAt: null });
  }
  await planRest(writing, now, chance);
}

// A withdrawal may have taken the batch away meanwhile: then it must not come back.
async function putBack(writing: Writing, batch: Batch): Promise<boolean> {
  const held = await isHeld(writing, batch);
  if (held) await writing.objectStore('batches').put(batch);
  return held;
}

async function isHeld(writing: Writing, { id }: Batch): Promise<boolean> {
  return readable(batchSchema, [await writing.objectStore('batches').get(id)]).length > 0;
}

async function keepSent(writing: Writing, { body, day }: Batch, now: number): Promise<void> {
  const sent = writing.objectStore('sent');
  const known = readable(sentRowSchema, await sent.getAll());
  if (known.some((row) => row.body === body)) return;
  await sent.add({ at: now, day, body } satisfies SentRow);
  const keys = await sent.getAllKeys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MAX_SENT))) await sent.delete(key);
}
