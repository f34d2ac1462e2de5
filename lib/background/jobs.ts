import { aboutAfter, isDue, isTooFar, takeDue } from '../journal/due.ts';
import { expireJournal } from '../journal/journal-store.ts';
import type { Database, Reading } from '../journal/migrations.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import { waitingBatches } from '../report/outbox-store.ts';
import { endOfUtcDay } from '../report/tag.ts';
import { tidyOutbox } from '../report/tidy-outbox.ts';
import { HISTORY_EVERY_MS } from '../status/history-client.ts';
import { nextPollAt, POLL_EVERY_MS } from '../status/poll.ts';

/** How often old rows are looked for; at the end of a UTC day in any case. Milliseconds. */
const TIDY_EVERY_MS = 10 * 60_000;

/** Takes the poll off the list like `takeDue`. @returns whether it was due */
export function takePoll(database: Database, now: number, random: number): Promise<boolean> {
  return change(database, async (writing) => {
    const jobs = await readState(writing, 'jobs');
    const isNow = isDue(jobs.pollAt, now, 2 * POLL_EVERY_MS);
    if (isNow) await writeState(writing, 'jobs', { ...jobs, pollAt: nextPollAt(now, random) });
    return isNow;
  });
}

/** Takes the reading of the history off the list. @returns whether it was due */
export function takeHistory(database: Database, now: number, random: number): Promise<boolean> {
  const next = aboutAfter(now, HISTORY_EVERY_MS, random);
  return takeDue(database, 'historyDueAt', { now, longest: 2 * HISTORY_EVERY_MS, next });
}

/** How often the status may be asked for out of turn. Milliseconds. */
export const PROBE_EVERY_MS = 15_000;

/**
 * Takes the next poll before its time, because nobody can tell whether the network carries: see
 * docs/adr/0009-second-sign.md.
 * @returns whether it may be asked for now
 */
export function takeProbe(database: Database, now: number, random: number): Promise<boolean> {
  return change(database, async (writing) => {
    const network = await readState(writing, 'network');
    if (Math.abs(now - network.probedAt) < PROBE_EVERY_MS) return false;
    await writeState(writing, 'network', { ...network, probedAt: now });
    const jobs = await readState(writing, 'jobs');
    await writeState(writing, 'jobs', { ...jobs, pollAt: nextPollAt(now, random) });
    return true;
  });
}

/** Forgets what is too old, if it is time to, in one transaction with planning the next time. */
export async function tidyDue(database: Database, now: number): Promise<void> {
  const { expireAt } = await readState(reading(database), 'jobs');
  if (!isDue(expireAt, now, TIDY_EVERY_MS)) return;
  await change(database, async (writing) => {
    await expireJournal(writing, now);
    await tidyOutbox(writing, now, isTooFar(expireAt, now, TIDY_EVERY_MS));
    const jobs = await readState(writing, 'jobs');
    const next = Math.min(now + TIDY_EVERY_MS, endOfUtcDay(now));
    await writeState(writing, 'jobs', { ...jobs, expireAt: next });
  });
}

/** @returns when the next job is due, milliseconds since the epoch */
export async function nextWake(from: Reading): Promise<number> {
  const jobs = await readState(from, 'jobs');
  const batches = await waitingBatches(from);
  // The next batch waits for the one on its way.
  const isBusy = batches.some(({ said }) => said === null);
  const flushAt = isBusy || jobs.flushAt === null ? [] : [jobs.flushAt];
  return Math.min(jobs.pollAt, jobs.expireAt, ...flushAt, ...batches.map(({ dueAt }) => dueAt));
}
