import browser from 'webextension-polyfill';
import { ownsDocument } from '../detect/service-of.ts';
import type { Service } from '../services/schema.ts';

/**
 * Shows the tab with a service's page that was in use last; without one, opens its page. A tab's address is told only
 * where its host is allowed.
 * @param id of the service; of an unknown one nothing is opened
 */
export async function openService(services: readonly Service[], id: string): Promise<void> {
  const service = services.find((each) => each.id === id);
  if (!service) return;
  const tabs = await browser.tabs.query({});
  const [last] = tabs
    .filter(({ url }) => shows(service, url))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  if (last?.id === undefined) {
    await browser.tabs.create({ url: service.home });
    return;
  }
  await browser.tabs.update(last.id, { active: true });
  if (last.windowId !== undefined) await browser.windows.update(last.windowId, { focused: true });
}

function shows(service: Service, url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false;
  const { protocol, hostname, pathname } = new URL(url);
  const isPage = protocol === 'https:' && service.hosts.includes(hostname);
  return isPage && ownsDocument(service, hostname, pathname);
}
