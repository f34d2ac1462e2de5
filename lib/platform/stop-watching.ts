import browser from 'webextension-polyfill';
import type { Service } from '../services/schema.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { hostPattern } from './match-patterns.ts';

type Hosts = Pick<Service, 'id' | 'core' | 'hosts' | 'requestHosts'>;

/**
 * Gives the hosts of a service back to the browser, but for those that another watched service needs. A core one
 * keeps its hosts: only the browser's own settings take these away.
 * @returns whether none of them is left
 */
export async function stopWatching(id: string, services: readonly Hosts[]): Promise<boolean> {
  const isAllowed = await readAllowedHosts();
  const origins = hostsOnlyOf(id, services, isAllowed).map(hostPattern);
  return origins.length > 0 && (await browser.permissions.remove({ origins }));
}

function hostsOnlyOf(
  id: string,
  services: readonly Hosts[],
  isAllowed: (host: string) => boolean,
): string[] {
  const service = services.find((each) => each.id === id);
  if (!service || service.core) return [];
  const kept = services
    .filter((each) => each.id !== id && (each.core || each.hosts.some(isAllowed)))
    .flatMap(({ hosts, requestHosts }) => [...hosts, ...requestHosts]);
  return [...service.hosts, ...service.requestHosts].filter(
    (host) => isAllowed(host) && !kept.includes(host),
  );
}
