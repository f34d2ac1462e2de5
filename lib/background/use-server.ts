import { readState, removeState, writeState } from '../journal/state-rows.ts';
import { change } from '../journal/transact.ts';
import type { Replies } from '../messaging/messages.ts';
import { withdraw } from '../report/outbox-store.ts';
import { fetchStatus } from '../status/status-client.ts';
import type { Parts } from './parts.ts';

/** What was read from one server, or agreed with it, says nothing about another. */
const ROWS = ['status', 'historyDueAt', 'nextWelcomeAt', 'wallet'] as const;

/**
 * Talks to another server from now on. It is asked for its status first, under the same header rule as any other
 * request; where it gives none, nothing changes. What waits for the old one is never sent to the new one.
 * @param origin null for the build's server
 * @param cutOff breaks off what is on its way
 */
export async function useServer(
  parts: Parts,
  origin: string | null,
  cutOff: () => void,
): Promise<Replies['useServer']['result']> {
  const before = parts.origin;
  const next = await parts.server.prepare(origin);
  const result = next === null ? 'refused' : await answerOf(parts, next);
  if (result !== 'used' || next === null) {
    await parts.server.use(before);
    return result;
  }
  cutOff();
  const database = await parts.database();
  await withdraw(database);
  await parts.server.use(origin);
  await change(database, async (writing) => {
    for (const row of ROWS) await removeState(writing, row);
    await writeState(writing, 'jobs', { ...(await readState(writing, 'jobs')), pollAt: 0 });
  });
  await parts.saveStrips(null);
  return 'used';
}

async function answerOf(parts: Parts, origin: string): Promise<'used' | 'silent'> {
  const { type } = await fetchStatus(parts.fetch, origin);
  return type === 'file' ? 'used' : 'silent';
}
