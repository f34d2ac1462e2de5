import type { Service } from '../services/schema.ts';

/** @param origin an origin such as `http://127.0.0.1:8787` @returns its match pattern; match patterns have no port */
export function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** @returns the match patterns of all hosts that belong to a service: its pages and what they ask. Permissions know hosts only. */
export function servicePatterns(service: Pick<Service, 'hosts' | 'requestHosts'>): string[] {
  return [...service.hosts, ...service.requestHosts].map(hostPattern);
}

/** @returns the match pattern of everything on a host, over TLS */
export function hostPattern(host: string): string {
  return `https://${host}/*`;
}

/** @returns the match patterns of a service's own pages: of a host that is shared with other things, only its paths */
export function pagePatterns({ hosts, paths }: Pick<Service, 'hosts' | 'paths'>): string[] {
  return hosts.flatMap(
    (host) => paths?.[host]?.flatMap((path) => patternsOf(host, path)) ?? hostPattern(host),
  );
}

/** `/a/**` is also `/a` itself; a query belongs to the path of a match pattern. */
function patternsOf(host: string, path: string): string[] {
  return alternatives(path).flatMap((each) => {
    const exact = `https://${host}${each.replace(/\/?\*\*$/, '').replaceAll(/\{\w+\}/g, '*')}`;
    return [exact, `${exact}?*`, ...(each.endsWith('**') ? [`${exact}/*`] : [])];
  });
}

/**
 * @returns match patterns of the requests whose errors tell something of a service: all on its own hosts, and of a
 * shared host its pages and known addresses
 */
export function requestPatterns(
  service: Pick<Service, 'hosts' | 'requestHosts' | 'paths' | 'watch'>,
): string[] {
  const { hosts, requestHosts, paths } = service;
  const own = hosts.filter((host) => !paths?.[host]);
  const shared = hosts.filter((host) => paths?.[host]);
  return [
    ...[...own, ...requestHosts].map(hostPattern),
    ...pagePatterns({ hosts: shared, paths }),
    ...addressPatterns(shared, service.watch?.endpoints ?? []),
  ];
}

/**
 * @returns match patterns of the addresses whose answers are worth a look at their status. Every request that fits
 * wakes the background, so what a page asks for on the side, and no feature hangs on, is left out
 */
export function answerPatterns({ hosts, watch }: Pick<Service, 'hosts' | 'watch'>): string[] {
  const endpoints = watch?.endpoints ?? [];
  return addressPatterns(
    hosts,
    endpoints.filter(({ role, feature }) => role === 'use' || feature !== 'other'),
  );
}

type Endpoint = NonNullable<Service['watch']>['endpoints'][number];

/** As narrow as match patterns can be. */
function addressPatterns(
  hosts: readonly string[],
  endpoints: readonly Pick<Endpoint, 'path'>[],
): string[] {
  const paths = endpoints.flatMap(({ path }) => alternatives(path));
  const urls = paths.flatMap((path) =>
    path.startsWith('/') ? hosts.map((host) => `https://${host}${path}`) : [`https://${path}`],
  );
  return [...new Set(urls.map((url) => url.replaceAll(/\{\w+\}|\*\*/g, '*').replace(/\**$/, '*')))];
}

/** @returns whether a match pattern, as the browser lists it among permissions, lets the extension at a host over TLS */
export function coversHost(pattern: string, host: string): boolean {
  if (pattern === '<all_urls>') return true;
  const [, scheme, wanted] = /^([^:]+):\/\/([^/]*)\//.exec(pattern) ?? [];
  if (wanted === undefined || (scheme !== 'https' && scheme !== '*')) return false;
  if (!wanted.startsWith('*')) return wanted === host;
  return wanted === '*' || `.${host}`.endsWith(wanted.slice(1));
}

/** `/{a|b}/c` stands for `/a/c` and `/b/c`. */
function alternatives(path: string): string[] {
  const [whole, names] = /\{([^{}]*\|[^{}]*)\}/.exec(path) ?? [];
  if (whole === undefined || names === undefined) return [path];
  return names.split('|').flatMap((name) => alternatives(path.replace(whole, name)));
}
