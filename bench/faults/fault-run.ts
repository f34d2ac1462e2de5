import { setTimeout as delay } from 'node:timers/promises';
import { voicesOf } from '../../test/server/support/send-batches.ts';
import { LOAD_SERVICES, startLoad } from './load.ts';
import { type StatusReads, watchStatus } from './watch-status.ts';

/** One line of the table. */
export interface FaultRow {
  readonly fault: string;
  readonly store: 'SQLite' | 'Redis';
  /** Batches that were sent, repeats of refused ones included. */
  readonly requests: number;
  /** Different batches that were answered with 202 in the end. */
  readonly acknowledged: number;
  /** Acknowledged voices that the store did not have. */
  readonly lost: number;
  /** Voices that count more than once. */
  readonly double: number;
  /** Time in which some batch waited that was refused, or had no answer, until it was taken. Seconds. */
  readonly refusedSeconds: number;
  /** Reads of the status file on a server that was up throughout, and what became of them. */
  readonly status: StatusReads | null;
}

/** What a fault is inflicted on, and how. */
export interface Fault {
  readonly fault: string;
  readonly store: FaultRow['store'];
  /** Addresses of the servers that take batches now. */
  readonly urls: () => readonly string[];
  /** The server whose status is read; null where the fault takes it away. */
  readonly reader: string | null;
  /** Load before the fault and after it. Milliseconds. */
  readonly calmMs: number;
  /** Does it, and undoes it as far as nobody has to do that by hand. */
  inflict(): Promise<void>;
}

/** How long everything may take to be well again. Milliseconds. */
const RECOVERY_MS = 60_000;

async function countVoices(url: string): Promise<number> {
  const counts = await Promise.all(LOAD_SERVICES.map((service) => voicesOf(url, service)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Inflicts a fault under load, waits until all that was refused is taken, then sends everything again:
 * what is counted only now had been lost.
 * @throws Error when the servers do not get well by themselves
 */
export async function runFault(fault: Fault): Promise<FaultRow> {
  const { urls, reader, calmMs } = fault;
  const [first = ''] = urls();
  const base = await countVoices(first);
  const load = startLoad(urls);
  let watch: ReturnType<typeof watchStatus> | null = null;
  try {
    await delay(calmMs);
    // Before the load, and while everything is sent again, nothing is new, and the file stays as it is.
    watch = reader === null ? null : watchStatus(() => reader);
    await fault.inflict();
    await delay(calmMs);
    await load.finish(RECOVERY_MS);
  } catch (error) {
    await watch?.stop();
    await load.finish(0).catch(() => undefined);
    throw error;
  }
  const status = (await watch?.stop()) ?? null;
  const { requests, parcels, acknowledged, refusedSeconds } = load.ledger;
  const row = { requests, acknowledged: acknowledged.size, refusedSeconds };
  const before = await countVoices(first);
  await load.repeat();
  const after = await countVoices(first);
  return {
    fault: fault.fault,
    store: fault.store,
    ...row,
    lost: after - before,
    double: after - base - parcels.length,
    status,
  };
}
