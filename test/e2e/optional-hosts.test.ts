import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { press } from '../support/browsers/press.ts';
import { coreOf, failSurely } from './expectations.ts';
import { useStage } from './stage.ts';

declare const chrome: ExtensionApi;

const GROK = ['https://grok.com/*', 'https://grok.x.com/*', 'https://x.com/*'];

describe.each(BROWSERS)('%s watches what it is allowed to', (browser) => {
  const stage = useStage(browser, { own: true });

  afterEach(async () => {
    await stage.session.run((origins) => chrome.permissions.remove({ origins }), GROK);
  });

  function watching(id: string, state: string) {
    return stage.session.viewWhen(
      `${id} to be ${state}`,
      (view) => view.watching?.[id]?.state === state,
    );
  }

  /** Presses a button on the settings page whose question the browser answers with yes. */
  async function pressInSettings(handle: string, hosts: readonly string[]): Promise<Page> {
    if (browser === 'chromium') {
      for (const host of hosts) await stage.session.engine.allow(`https://${host}`);
    }
    const settings = await stage.session.openExtensionPage('options.html');
    await press(settings, handle);
    return settings;
  }

  async function rowOf(id: string): Promise<string> {
    const popup = await stage.session.openExtensionPage('popup.html');
    const row = await popup.waitForSelector(`[data-testid="service-${id}"]`);
    const text = await row?.evaluate((element) => element.textContent ?? '');
    await popup.close();
    return text ?? '';
  }

  it('begins in an open tab with a click, ends with another, and begins again', async () => {
    const { session, standIn } = stage;
    const chat = await session.open('grok.com');
    const settings = await pressInSettings('watch-grok', ['grok.com', 'grok.x.com']);
    await watching('grok', 'on');
    await session.viewWhen('a watcher in the open tab', ({ used }) => 'grok' in used);
    standIn.set({ conversation: { status: 503 } });
    const ask = () =>
      chat.evaluate(() =>
        fetch('/rest/app-chat/conversations/new', { method: 'POST' }).then(() => {}),
      );
    await ask();
    const seen = await session.viewWhen('the failure', ({ events }) => events.length === 1);
    expect(seen.events.map(coreOf)).toEqual([
      { service: 'grok', feature: 'conversation', kind: 'http-5xx', cause: 'service' },
    ]);

    await press(settings, 'unwatch-grok');
    await watching('grok', 'off');
    expect(await rowOf('grok')).toContain('not watched in this browser');
    await ask();
    const after = await failSurely(stage, 'chatgpt.com');
    const before = after.events.filter(({ service }) => service === 'grok');
    expect(before.map(({ times }) => times)).toEqual(seen.events.map(({ times }) => times));

    await press(settings, 'watch-grok');
    await watching('grok', 'on');
    standIn.set({ document: { status: 503 } });
    await session.open('grok.com');
    await session.viewWhen('a page that did not open', ({ events }) =>
      events.some(({ service, feature }) => service === 'grok' && feature === 'page'),
    );
  });

  it('looks at nothing of a shared host but the chatbot', async () => {
    const { session, standIn } = stage;
    const settings = await pressInSettings('watch-grok', ['grok.com', 'grok.x.com', 'x.com']);
    await watching('grok', 'on');
    await press(settings, 'watch-grok');
    await session.viewWhen('all of it', ({ watching }) => watching?.grok?.ask.length === 0);
    standIn.set({ document: { status: 503 } });
    await session.open('x.com', '/home');
    standIn.set({ document: 'ok' });
    const after = await failSurely(stage, 'chatgpt.com');
    expect(after.events.filter(({ service }) => service === 'grok')).toEqual([]);
    standIn.set({ document: { status: 503 } });
    await session.open('x.com', '/i/grok?conversation=1');
    const seen = await session.viewWhen(
      'a page that did not open',
      ({ events }) => events[0]?.service === 'grok',
    );
    expect(seen.events[0]).toMatchObject({ feature: 'page', cause: 'service' });
  });

  it('says so when the settings of the browser take a chatbot away, and goes on when they give it back', async () => {
    const { session, standIn } = stage;
    const chat = await openChat(session, 'chatgpt.com');
    await session.viewWhen('use', ({ used }) => 'chatgpt' in used);
    await session.engine.revoke('https://chatgpt.com');
    await watching('chatgpt', 'lost');
    const badge = await session.badgeWhen('a mark', ({ text }) => text === 'ASK');
    expect(badge.title).toContain('may no longer look at ChatGPT');
    const popup = await session.openExtensionPage('popup.html');
    await popup.waitForSelector('[data-testid="allow-watching"]');
    const verdict = await popup.$eval('[data-testid="verdict"]', (each) => each.textContent);
    expect(verdict).toContain('Outcry may no longer look at ChatGPT');
    const row = await popup.$eval('[data-testid="service-chatgpt"]', (each) => each.textContent);
    expect(row).toContain('may no longer be watched');
    await popup.close();
    standIn.set({ conversation: { status: 503 } });
    await chat.ask('Are you well?');
    const claude = await failSurely(stage, 'claude.ai');
    expect(claude.events.filter(({ service }) => service === 'chatgpt')).toEqual([]);

    await session.engine.allow('https://chatgpt.com');
    await watching('chatgpt', 'default');
    await chat.ask('And now?');
    await session.viewWhen('the failure in the tab that was open', ({ events }) =>
      events.some(({ service }) => service === 'chatgpt'),
    );
  });

  it('speaks of the chatbot in front when its button is pressed, and counts a report from there', async () => {
    const { session } = stage;
    const chat = await session.open('grok.com');
    await session.engine.pressButton(chat);
    const view = await session.viewWhen('the chatbot in front', ({ active }) => active === 'grok');
    expect(view.watching?.grok?.state).toBe('off');
    await session.run(() =>
      chrome.runtime.sendMessage({ type: 'report', service: 'grok', feature: 'history' }),
    );
    await session.viewWhen('a report', ({ said }) => said[0]?.service === 'grok');
  });
});
