import { describe, expect, it } from 'vitest';
import type { View } from '../../lib/status/view.ts';
import { openChat } from '../support/browsers/chat.ts';
import { giveConsent } from '../support/browsers/consent.ts';
import { dumpStorage } from '../support/browsers/dump-storage.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { isReport } from '../support/collector.ts';
import { coreOf, eventSeenBy, failConversation, failSurely, passMinute } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';
const DAY_MS = 24 * 60 * 60_000;
/** A word that stands nowhere but where a test put it. */
const CANARY = 'zqxCanary7731';

/** Everything that could be an identifier: long, with digits, and no word of the wire. */
function tokensOf(dump: string): Set<string> {
  const tokens = [...dump.matchAll(/[\w+/=-]{16,}/g)].map(([token]) => token);
  return new Set(tokens.filter((token) => /\d/.test(token) && !/^[a-z]+\/[a-z]+-/.test(token)));
}

/** Lets a minute pass, and waits for the batch that is sent then, and until its answer is noted. */
async function sendOne(stage: Stage): Promise<void> {
  await passMinute(stage);
  await stage.collector.next(isReport);
  await stage.session.viewWhen('an empty queue', ({ queue }) => queue.waiting === 0);
}

describe.each(BROWSERS)('%s keeps its promises', (browser) => {
  const stage = useStage(browser);

  it('P2: nothing of a page, an address, a title or a prompt is sent or stored', async () => {
    const { session, standIn, collector } = stage;
    await giveConsent(session);
    standIn.set({ conversation: { text: `An answer with ${CANARY} in it.` } });
    const chat = await openChat(session, CHATGPT, `/c/${CANARY}?q=${CANARY}#${CANARY}`);
    await chat.page.evaluate((canary) => {
      document.title = `A title with ${canary}`;
      document.body.dataset.canary = canary;
      localStorage.setItem(canary, canary);
      // biome-ignore lint/suspicious/noDocumentCookie: the page does what pages do
      document.cookie = `${canary}=${canary}`;
    }, CANARY);
    await chat.ask(`A prompt with ${CANARY} in it`);
    const body = `<p>Something went wrong (${CANARY})</p>`;
    const headers = { 'x-canary': CANARY, 'set-cookie': `other=${CANARY}` };
    standIn.set({ conversation: { status: 503, body, headers } });
    await chat.ask(`Again ${CANARY}`);
    await eventSeenBy(stage, ['status', 'error-box']);
    expect(await dumpStorage(session)).not.toContain(CANARY);
    await sendOne(stage);
    const dump = await dumpStorage(session);
    expect(dump).toContain('chatgpt');
    expect(dump).not.toContain(CANARY);
    for (const { path, rawHeaders, body: sent } of collector.calls) {
      expect(`${path} ${rawHeaders.join(' ')} ${sent.toString('latin1')}`).not.toContain(CANARY);
    }
  });

  it('P4: no value that could name a browser outlives a day', async () => {
    const { session, collector } = stage;
    await giveConsent(session);
    await failConversation(stage);
    await sendOne(stage);
    const first = await dumpStorage(session);
    const tag = (collector.reports()[0] as { tag: string }).tag;
    expect(first).toContain(tag);
    await session.shiftClock(2 * DAY_MS);
    await session.ring();
    collector.clear();
    await failConversation(stage, 1);
    await sendOne(stage);
    const later = tokensOf(await dumpStorage(session));
    const lasting = [...tokensOf(first)].filter((token) => later.has(token));
    // What stays is the user's own timeline, each event with a name of its own, which nobody is told.
    const { events } = (await session.view()) as View;
    expect(lasting).toEqual(events.slice(1).map(({ id }) => id));
    const sent = collector.calls.map(({ rawHeaders, body }) => `${rawHeaders} ${body}`).join();
    for (const token of lasting) expect(sent).not.toContain(token);
  });

  it('P10: private windows are not watched', async () => {
    stage.standIn.set({ projects: { status: 500 }, conversation: { status: 503 } });
    const asked = stage.standIn.asked('projects');
    const close = await stage.session.engine.openPrivately(CHATGPT, '/');
    expect((await asked).host).toBe(CHATGPT);
    const { events, used } = await failSurely(stage, CLAUDE);
    expect(events.map(coreOf)).toMatchObject([{ service: 'claude', feature: 'projects' }]);
    expect(Object.keys(used)).not.toContain('chatgpt');
    await close();
  });
});
