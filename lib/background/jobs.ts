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

/**
 * Takes the poll off the list, if it is due, and plans the next one: before it runs, so that a death on the
 * way costs one poll and not all.
 * @returns whether it was due
 */
export function takePoll(database: Database, now: number, random: number): Promise<boolean> {
  return change(database, async (writing) => {
    const jobs = await readState(writing, 'jobs');
    const isDue = isOver(jobs.pollAt, now, 2 * POLL_EVERY_MS);
    if (isDue) await writeState(writing, 'jobs', { ...jobs, pollAt: nextPollAt(now, random) });
    return isDue;
  });
}

/** Takes the reading of the history off the list like `takePoll`. @returns whether it was due */
export function takeHistory(database: Database, now: number, random: number): Promise<boolean> {
  return change(database, async (writing) => {
    const isDue = isOver(await readState(writing, 'historyDueAt'), now, 2 * HISTORY_EVERY_MS);
    if (isDue) {
      await writeState(writing, 'historyDueAt', now + HISTORY_EVERY_MS * (0.9 + random / 5));
    }
    return isDue;
  });
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
  if (!isOver(expireAt, now, TIDY_EVERY_MS)) return;
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

function isOver(dueAt: number, now: number, longest: number): boolean {
  return dueAt <= now || isTooFar(dueAt, now, longest);
}

// A time far ahead means that the clock was set back: waiting for it could take for ever.
function isTooFar(dueAt: number, now: number, longest: number): boolean {
  return dueAt > now + longest;
}
