import browser from 'webextension-polyfill';
import { ownsDocument } from '../detect/service-of.ts';
import type { Service } from '../services/schema.ts';

/**
 * The browser tells a tab's address only where its host is allowed, or where the reader has just clicked on the
 * extension's button. Of any other page than a chatbot's it goes no further than this function.
 * @returns the host of the active tab when it shows a chatbot, else null
 */
export async function activeHost(services: readonly Service[]): Promise<string | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !URL.canParse(tab.url)) return null;
  const { hostname, pathname } = new URL(tab.url);
  return services.some((service) => ownsDocument(service, hostname, pathname)) ? hostname : null;
}
