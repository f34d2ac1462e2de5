import { ownsDocument } from '../detect/service-of.ts';
import type { Service } from '../services/schema.ts';

type Hosts = Pick<Service, 'hosts' | 'requestHosts' | 'paths'>;

/** Whether a host is one of the service's: its pages, or what they ask. */
export function belongsTo(host: string, service: Hosts): boolean {
  return service.hosts.includes(host) || service.requestHosts.includes(host);
}

/**
 * Whether an address names its host. One that is given by number shows, when it answers, that a network carries, but
 * not that names are found.
 */
export function hasName(origin: string): boolean {
  const { hostname } = new URL(origin);
  return !/^(localhost|[\d.]+|\[.*\])$/.test(hostname);
}

/**
 * @param path of the document, where it is known: a host may be shared with other things
 * @returns the service whose pages are on this host
 */
export function serviceOfPage<S extends Hosts>(
  host: string | null,
  services: readonly S[],
  path?: string,
): S | null {
  const isPage = (service: S) =>
    host !== null &&
    service.hosts.includes(host) &&
    (path === undefined || ownsDocument(service, host, path));
  return services.find(isPage) ?? null;
}
