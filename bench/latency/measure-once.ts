import type { Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { UiMessage } from '../../lib/messaging/messages.ts';
import type { Session } from '../../test/support/browsers/session.ts';

declare const chrome: ExtensionApi;

/**
 * Lets one request fail with an empty badge before it.
 * @returns milliseconds from the response, as the page has it, to the badge, as the browser shows it
 */
export async function measureOnce(session: Session, page: Page): Promise<number> {
  await session.run(async () => {
    const forget: UiMessage = { type: 'clearHistory' };
    await chrome.runtime.sendMessage(forget);
  });
  await session.badgeWhen('an empty badge', ({ text }) => text === '');
  const shown = session.run(whenBadgeSpeaks);
  const answered = await page.evaluate(async () => {
    const response = await fetch('/backend-api/f/conversation', { method: 'POST', body: '{}' });
    const at = Date.now();
    // As the app does: Chromium notes a request only when its body has been read.
    await response.text();
    return at;
  });
  return (await shown) - answered;
}

/** No event tells of a badge, so it is asked for again and again, without a pause. */
async function whenBadgeSpeaks(): Promise<number> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const target = tab?.id === undefined ? {} : { tabId: tab.id };
  const deadline = Date.now() + 20_000;
  while ((await chrome.action.getBadgeText(target)) === '') {
    if (Date.now() > deadline) throw new Error('The badge stayed empty for 20 s.');
  }
  return Date.now();
}
