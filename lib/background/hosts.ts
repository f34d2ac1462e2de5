import type { Service } from '../services/schema.ts';

type Hosts = Pick<Service, 'hosts' | 'requestHosts'>;

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

/** @returns the service whose pages are on this host */
export function serviceOfPage<S extends Hosts>(
  host: string | null,
  services: readonly S[],
): S | null {
  return services.find(({ hosts }) => host !== null && hosts.includes(host)) ?? null;
}
