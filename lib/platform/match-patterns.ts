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
