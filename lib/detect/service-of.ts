import type { Service } from '../services/schema.ts';
import { matchesPattern } from './match-endpoint.ts';

type Owner = Pick<Service, 'hosts' | 'requestHosts' | 'apiHosts' | 'paths'>;

/**
 * @param host a host name as in `location.hostname`
 * @param services where to look
 * @param path of a document, where one is meant: a host may be shared with other things
 * @returns the service that owns the host, as a watched page, a host its pages ask or its API; null for any other
 */
export function serviceOf(
  host: string,
  services: readonly Service[],
  path?: string,
): Service | null {
  const name = host.toLowerCase();
  return (
    services.find(
      (service) => owns(service, name) && (path === undefined || ownsDocument(service, name, path)),
    ) ?? null
  );
}

/** @returns whether the host belongs to this service */
export function owns(service: Omit<Owner, 'paths'>, host: string): boolean {
  return [...service.hosts, ...service.requestHosts, ...(service.apiHosts ?? [])].includes(host);
}

/** @returns whether a document at this address is the service's: on a shared host only some paths are */
export function ownsDocument(service: Owner, host: string, path: string): boolean {
  if (!owns(service, host)) return false;
  const paths = service.paths?.[host];
  return paths === undefined || paths.some((pattern) => matchesPattern(pattern, host, path));
}
