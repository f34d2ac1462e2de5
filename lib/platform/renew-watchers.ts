import browser from 'webextension-polyfill';
import type { Service } from '../services/schema.ts';
import { endWatcher } from './first-watcher.ts';
import { chatbotTabs, watchTabs } from './open-tabs.ts';

/**
 * Gives the open tabs of these services watchers that ask anew what to watch. The old ones say nothing more from then
 * on. A tab that takes no script is left as it is until its page is loaded again.
 */
export async function renewWatchers(services: readonly Service[]): Promise<void> {
  const tabs = await chatbotTabs(services);
  await Promise.allSettled(
    tabs.map((tabId) => browser.scripting.executeScript({ target: { tabId }, func: endWatcher })),
  );
  await watchTabs(tabs);
}
