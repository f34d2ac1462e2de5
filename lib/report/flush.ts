import type { Database } from '../journal/migrations.ts';
import { reading } from '../journal/transact.ts';
import type { Batch } from './batch.ts';
import type { Chance } from './chance.ts';
import type { Consent } from './consent.ts';
import { freezeDue, waitingBatches, withdraw } from './outbox-store.ts';
import { postBatch } from './report-client.ts';
import { claimBatch, postpone, settleBatch } from './settle-batch.ts';

/** What sending needs of the world. */
export interface Sending {
  readonly database: Database;
  readonly now: () => number;
  readonly chance: Chance;
  readonly origin: string;
  readonly fetch: typeof fetch;
  /** Asked right before every request: the reader may have changed it anywhere, at any time. */
  readonly consent: () => Promise<Consent>;
  /** Whether the server may be talked to and the rule that evens out the headers is in force. */
  readonly access: () => Promise<boolean>;
  /** Aborted when the consent is withdrawn. */
  readonly stop: AbortSignal;
}

/**
 * Sends what is due: closed minutes as one batch, repetitions, one-click reports. It may be killed between any two
 * steps: nothing is lost, and what was sent twice is byte for byte the same.
 */
export async function flush(sending: Sending): Promise<void> {
  const { database, now } = sending;
  const consented = (await sending.consent()) === 'given';
  if (!consented) await withdraw(database);
  if (consented && (await sending.access())) await freezeDue(database, now(), sending.chance);
  for (const batch of await dueBatches(database, now())) await sendBatch(sending, batch);
  await postponeIfShut(sending);
}

async function sendBatch(sending: Sending, batch: Batch): Promise<void> {
  const { database, now } = sending;
  const claimed = await claimBatch(database, batch, now(), sending.chance);
  if (!claimed) return;
  if (batch.day !== null && (await sending.consent()) !== 'given') return withdraw(database);
  if (!(await sending.access())) return postpone(database, [batch], now());
  const outcome = await postBatch(
    sending.fetch,
    sending.origin,
    batch.body,
    now(),
    batch.day === null ? new AbortController().signal : sending.stop,
  );
  await settleBatch(database, claimed, outcome, now(), sending.chance);
}

/** What is still due now could not be sent for want of access. */
async function postponeIfShut(sending: Sending): Promise<void> {
  if (await sending.access()) return;
  const now = sending.now();
  await postpone(sending.database, await dueBatches(sending.database, now), now);
}

async function dueBatches(database: Database, now: number): Promise<Batch[]> {
  return (await waitingBatches(reading(database))).filter((batch) => batch.dueAt <= now);
}
