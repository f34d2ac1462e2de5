import type { Service } from '../services/schema.ts';

type Hosts = Pick<Service, 'hosts' | 'requestHosts'>;

/** Whether a host is one of the service's: its pages, or what they ask. */
export function belongsTo(host: string, service: Hosts): boolean {
  return service.hosts.includes(host) || service.requestHosts.includes(host);
}

/** @returns the service whose pages are on this host */
export function serviceOfPage<S extends Hosts>(
  host: string | null,
  services: readonly S[],
): S | null {
  return services.find(({ hosts }) => host !== null && hosts.includes(host)) ?? null;
}
