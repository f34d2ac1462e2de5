import type { Service } from '../services/schema.ts';
import type { View, Watching } from './view.ts';

type Hosts = Pick<Service, 'id' | 'core' | 'hosts' | 'requestHosts' | 'paths'>;

/**
 * @param isAllowed whether the browser lets the extension look at a host
 * @returns for each service whether its pages can be watched, and which hosts are to be asked for next: its own
 * ones first, those that it shares with other things by themselves
 */
export function watchingOf(
  services: readonly Hosts[],
  isAllowed: (host: string) => boolean,
): NonNullable<View['watching']> {
  return Object.fromEntries(
    services.map((service) => [service.id, watchingOne(service, isAllowed)]),
  );
}

function watchingOne(service: Hosts, isAllowed: (host: string) => boolean): Watching {
  const { core, hosts, requestHosts, paths = {} } = service;
  const missing = [...hosts, ...requestHosts].filter((host) => !isAllowed(host));
  const isBlind = core
    ? missing.includes(hosts[0] ?? '')
    : hosts.every((host) => missing.includes(host));
  const state = isBlind ? (core ? 'lost' : 'off') : core ? 'default' : 'on';
  const own = missing.filter((host) => !paths[host]);
  const shared = missing.filter((host) => paths[host]);
  if (own.some((host) => hosts.includes(host)) || shared.length === 0) return { state, ask: own };
  const only = shared.flatMap((host) => (paths[host] ?? []).map((path) => place(host, path)));
  return { state, ask: missing, only };
}

/** What is looked at on a shared host, to be read by people: `x.com/i/grok`. */
function place(host: string, path: string): string {
  return `${host}${path.replace(/\/?(\*\*)?$/, '')}`;
}
