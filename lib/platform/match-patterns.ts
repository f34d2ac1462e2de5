import type { Service } from '../services/schema.ts';

/** @param origin an origin such as `http://127.0.0.1:8787` @returns its match pattern; match patterns have no port */
export function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** @returns the match patterns of all hosts that belong to a service: its pages and what they ask */
export function servicePatterns(service: Pick<Service, 'hosts' | 'requestHosts'>): string[] {
  return [...service.hosts, ...service.requestHosts].map((host) => `https://${host}/*`);
}

/**
 * @returns match patterns of the addresses that mean something, as narrow as patterns can be: every request that
 * fits wakes the background
 */
export function endpointPatterns({ hosts, watch }: Pick<Service, 'hosts' | 'watch'>): string[] {
  const paths = (watch?.endpoints ?? []).flatMap(({ path }) => alternatives(path));
  const urls = paths.flatMap((path) =>
    path.startsWith('/') ? hosts.map((host) => `https://${host}${path}`) : [`https://${path}`],
  );
  return [...new Set(urls.map((url) => url.replaceAll(/\{\w+\}|\*\*/g, '*').replace(/\**$/, '*')))];
}

/** `/{a|b}/c` stands for `/a/c` and `/b/c`. */
function alternatives(path: string): string[] {
  const [whole, names] = /\{([^{}]*\|[^{}]*)\}/.exec(path) ?? [];
  if (whole === undefined || names === undefined) return [path];
  return names.split('|').flatMap((name) => alternatives(path.replace(whole, name)));
}
