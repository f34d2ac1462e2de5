import browser from 'webextension-polyfill';
import { ownsDocument } from '../detect/service-of.ts';
import type { Service } from '../services/schema.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { WATCHER_FILE } from './watcher-file.ts';

/**
 * Starts the watcher in the tabs that show a chatbot already, which the browser does by itself only for pages that
 * load. A page that has its watcher keeps it. A tab that takes no script, such as one that shows an error page of
 * the browser, is left as it is.
 */
export async function watchOpenTabs(services: readonly Service[]): Promise<void> {
  await watchTabs(await chatbotTabs(services));
}

/** @returns the ids of the tabs that show one of these services and that we may look at */
export async function chatbotTabs(services: readonly Service[]): Promise<number[]> {
  const isAllowed = await readAllowedHosts();
  const tabs = await browser.tabs.query({ discarded: false });
  return tabs
    .filter(({ url }) => isChatbot(url, services, isAllowed))
    .flatMap(({ id }) => id ?? []);
}

/** Starts the watcher in tabs, unless they have theirs. */
export async function watchTabs(ids: readonly number[]): Promise<void> {
  await Promise.allSettled(
    ids.map((tabId) =>
      browser.scripting.executeScript({
        target: { tabId },
        files: [WATCHER_FILE],
        injectImmediately: true,
      }),
    ),
  );
}

function isChatbot(
  url: string | undefined,
  services: readonly Service[],
  isAllowed: (host: string) => boolean,
): boolean {
  const { protocol, hostname, pathname } = new URL(url && URL.canParse(url) ? url : 'about:blank');
  return (
    protocol === 'https:' &&
    isAllowed(hostname) &&
    services.some(
      (service) => service.hosts.includes(hostname) && ownsDocument(service, hostname, pathname),
    )
  );
}
