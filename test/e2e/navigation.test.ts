import { describe, expect, it } from 'vitest';
import { chatOn, openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { coreOf, eventSeenBy } from './expectations.ts';
import { useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const failure = {
  service: 'chatgpt',
  feature: 'conversation',
  kind: 'http-5xx',
  cause: 'service',
};

describe.each(BROWSERS)('%s goes on watching', (browser) => {
  const stage = useStage(browser);

  it('after the app has moved to another chat by itself', async () => {
    const chat = await openChat(stage.session, CHATGPT);
    await chat.ask('Good morning');
    await chat.page.evaluate(() => document.querySelector<HTMLElement>('nav li a')?.click());
    const moved = await chat.page.evaluate(() => location.pathname);
    expect(moved).toMatch(/^\/c\//);
    stage.standIn.set({ conversation: { status: 503 } });
    await chat.ask('Still there?');
    const { events } = await eventSeenBy(stage, ['status', 'error-box']);
    expect(events.map(coreOf)).toEqual([failure]);
  });

  it('on a page that comes back out of the back/forward cache, and tells each failure once', async () => {
    const { session } = stage;
    const chat = await openChat(session, CHATGPT);
    await chat.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset.persisted = String(persisted);
      });
    });
    await session.engine.goTo(chat.page, session.engine.urlOf('claude.ai', '/'));
    await session.goBack(chat.page, session.engine.urlOf(CHATGPT, '/'));
    const persisted = await chat.page.waitForFunction(
      () => document.documentElement.dataset.persisted,
    );
    expect(await persisted.jsonValue()).toBe('true');
    stage.standIn.set({ conversation: { status: 503 } });
    await chatOn(chat.page).ask('Still there?');
    const { events } = await eventSeenBy(stage, ['status', 'error-box']);
    expect(events.map(coreOf)).toEqual([failure]);
    expect(events.map(({ times }) => times)).toEqual([1]);
  });
});
