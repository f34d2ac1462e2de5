import type { Service } from '../services/schema.ts';

/**
 * @param host a host name as in `location.hostname`
 * @param services where to look
 * @returns the service that owns the host, as a watched page, a host its pages ask or its API; null for any other
 */
export function serviceOf(host: string, services: readonly Service[]): Service | null {
  const name = host.toLowerCase();
  return services.find((service) => owns(service, name)) ?? null;
}

/** @returns whether the host belongs to this service */
export function owns(
  service: Pick<Service, 'hosts' | 'requestHosts' | 'apiHosts'>,
  host: string,
): boolean {
  return [...service.hosts, ...service.requestHosts, ...(service.apiHosts ?? [])].includes(host);
}
