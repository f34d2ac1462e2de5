import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { type Chat, openChat } from '../support/browsers/chat.ts';
import { passTime } from '../support/browsers/pass-time.ts';
import { coreOf, failSurely } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';
const MINUTE_MS = 60_000;

/** After this the watcher tells of what works. Milliseconds. */
const SUCCESS_DELAY_MS = 5_500;

/** Sends a prompt and does not wait for anything. */
function send(page: Page, prompt: string): Promise<void> {
  return page.evaluate((text) => {
    const form = document.querySelector('form');
    const input = form?.querySelector('textarea');
    if (!form || !input) throw new Error('There is no composer on this page.');
    input.value = text;
    form.requestSubmit();
  }, prompt);
}

/** Opens a chat and lets its time pass until the watcher has told of the page: then it follows what is asked. */
async function openWatched(stage: Stage, host: string, service: string): Promise<Chat> {
  const chat = await openChat(stage.session, host);
  const isWatched = async () => {
    const view = await stage.session.view();
    return view?.used[service]?.workedAt?.page !== undefined;
  };
  for (let times = 0; times < 50 && !(await isWatched()); times += 1) {
    await passTime(chat.page, SUCCESS_DELAY_MS);
  }
  return chat;
}

// Only Chromium can let a page's time pass; that Firefox counts the same way is in the unit tests.
describe('chromium notices an answer that does not come', () => {
  const stage = useStage('chromium');

  it.each([
    [CHATGPT, 'chatgpt', 'stalled'],
    [CHATGPT, 'chatgpt', { text: 'A long answer begins', hold: true }],
    [CLAUDE, 'claude', 'stalled'],
    [CLAUDE, 'claude', { text: 'A long answer begins', hold: true }],
  ] as const)('of %s (%s, %j)', async (host, service, conversation) => {
    stage.standIn.set({ conversation });
    const { page } = await openWatched(stage, host, service);
    const asked = stage.standIn.asked('conversation');
    await send(page, 'Are you well?');
    await asked;
    // The answer that another case left open ends about now: that is no part of this one.
    await stage.session.shiftClock(MINUTE_MS);
    await passTime(page, MINUTE_MS / 2);
    expect((await stage.session.view())?.events).toEqual([]);
    await passTime(page, 5 * MINUTE_MS);
    const { events } = await stage.session.viewWhen('a stall', (view) => view.events.length > 0);
    expect(events).toMatchObject([{ service, feature: 'conversation', kind: 'stall', times: 1 }]);
    expect(events[0]?.evidence).toEqual(['stall']);
  });

  it('and is silent when the user stops it', async () => {
    stage.standIn.set({ conversation: { text: 'A long answer begins', hold: true } });
    const chat = await openWatched(stage, CHATGPT, 'chatgpt');
    const stopped = stage.standIn.asked('stop');
    await chat.begin('Tell me everything');
    await chat.stop();
    await stopped;
    await passTime(chat.page, 10 * MINUTE_MS);
    const { events } = await failSurely(stage, CHATGPT);
    expect(events.map(({ kind }) => kind)).not.toContain('stall');
  });

  it('and is silent when all is well', async () => {
    const chat = await openWatched(stage, CHATGPT, 'chatgpt');
    await chat.ask('Are you well?');
    await passTime(chat.page, 10 * MINUTE_MS);
    const { events } = await failSurely(stage, CHATGPT);
    expect(events.map(coreOf)).toMatchObject([{ feature: 'projects' }]);
  });
});
