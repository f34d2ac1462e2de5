import { aboutAfter } from '../journal/due.ts';
import type { Database } from '../journal/migrations.ts';
import { noteServer } from '../journal/network-store.ts';
import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import { STALE_AFTER_MS } from './crowd.ts';
import { fetchStatus, parseStatus } from './status-client.ts';

/** How often the status file is asked for; sooner only when nothing is known of the network. Milliseconds. */
export const POLL_EVERY_MS = 60_000;

/** @returns when to ask next: about a minute on */
export function nextPollAt(now: number, random: number): number {
  return aboutAfter(now, POLL_EVERY_MS, random);
}

export interface Polling {
  readonly database: Database;
  readonly now: () => number;
  readonly origin: string;
  readonly fetch: typeof fetch;
  readonly access: () => Promise<boolean>;
}

/**
 * Asks for the status file and keeps the answer. What cannot be read, or is too old to speak of the present,
 * marks everyone's state as unreadable; the last good file is kept for what it says about the past.
 */
export async function poll(polling: Polling): Promise<void> {
  const { database } = polling;
  const held = await readState(reading(database), 'status');
  const answer = (await polling.access()) ? await fetchStatus(polling.fetch, polling.origin) : null;
  const now = polling.now();
  const text = answer?.type === 'file' ? answer.text : held.text;
  const isRead = answer !== null && answer.type !== 'unreadable';
  const next = {
    text,
    fetchedAt: isRead ? now : held.fetchedAt,
    readable: isRead && isFresh(text, now),
  };
  await change(database, async (writing) => {
    await writeState(writing, 'status', next);
    if (answer) await noteServer(writing, isRead || answer.reached, now);
  });
}

function isFresh(text: string | null, now: number): boolean {
  const status = text === null ? null : parseStatus(text);
  return status !== null && now - Date.parse(status.at) < STALE_AFTER_MS;
}
