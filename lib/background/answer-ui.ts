import { clearJournal } from '../journal/journal-store.ts';
import { forgetAnswers } from '../journal/network-store.ts';
import { forgetSilences } from '../journal/patience.ts';
import { readable, usageRowSchema } from '../journal/rows.ts';
import { change } from '../journal/transact.ts';
import type { Replies } from '../messaging/messages.ts';
import type { Feature } from '../protocol/vocabulary.ts';
import { say } from '../report/say.ts';
import { serviceOfPage } from './hosts.ts';
import type { Parts } from './parts.ts';

/** A one-click report is for those who use the service: in the active tab or within this time. Milliseconds. */
export const USED_WITHIN_MS = 5 * 60_000;

/** Answers a click on "report": see `Replies` for the results. */
export async function answerReport(
  parts: Parts,
  service: string,
  feature: Feature,
): Promise<Replies['report']> {
  if (!parts.services.some(({ id }) => id === service)) return { result: 'not-used' };
  if (!(await isInUse(parts, service))) return { result: 'not-used' };
  if (!(await parts.access())) return { result: 'no-access' };
  const consented = (await parts.consent()) === 'given';
  const saying = { service, feature, consented };
  return { result: await say(await parts.database(), saying, parts.now(), parts.chance) };
}

async function isInUse(parts: Parts, service: string): Promise<boolean> {
  const active = serviceOfPage(await parts.activeHost(), parts.services);
  if (active?.id === service) return true;
  const database = await parts.database();
  const row = await database.get('usage', service);
  return readable(usageRowSchema, [row]).some(
    ({ triedAt }) => Math.abs(parts.now() - triedAt) < USED_WITHIN_MS,
  );
}

/** Forgets this browser's own history and the list of what was sent; what waits to be sent is not history. */
export async function clearHistory(parts: Pick<Parts, 'database'>): Promise<void> {
  await change(await parts.database(), async (writing) => {
    await clearJournal(writing);
    await forgetSilences(writing);
    await forgetAnswers(writing);
    await writing.objectStore('sent').clear();
  });
}
