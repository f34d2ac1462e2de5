import { describe, expect, it } from 'vitest';
import {
  endpointPatterns,
  originPattern,
  servicePatterns,
} from '../../../lib/platform/match-patterns.ts';
import { readServices } from '../../../lib/services/read.ts';

describe('originPattern', () => {
  it.each([
    ['http://127.0.0.1:8787', 'http://127.0.0.1/*'],
    ['https://outcry.example', 'https://outcry.example/*'],
    ['https://outcry.example:8443', 'https://outcry.example/*'],
  ])('of %s has no port', (origin, pattern) => {
    expect(originPattern(origin)).toBe(pattern);
  });
});

describe('servicePatterns', () => {
  it('names pages and what they ask, over TLS only', () => {
    const service = { hosts: ['a.example'], requestHosts: ['api.a.example'] };
    expect(servicePatterns(service)).toEqual(['https://a.example/*', 'https://api.a.example/*']);
  });
});

describe('endpointPatterns', () => {
  const [service] = readServices();
  if (!service?.watch) throw new Error('a service with addresses is needed');
  const watching = (...paths: string[]) => ({
    hosts: ['a.example'],
    watch: {
      ...service.watch,
      endpoints: paths.map((path) => ({ path, feature: 'other', role: 'use' }) as const),
    } as typeof service.watch,
  });

  it.each([
    [['/send'], ['https://a.example/send*']],
    [['/chats/{id}/send'], ['https://a.example/chats/*/send*']],
    [['/{v1|v2}/me'], ['https://a.example/v1/me*', 'https://a.example/v2/me*']],
    [['/files/**'], ['https://a.example/files/*']],
    [['api.a.example/v1'], ['https://api.a.example/v1*']],
    [['/send', '/send'], ['https://a.example/send*']],
    [[], []],
  ])('of %o are %o', (paths, expected) => {
    expect(endpointPatterns(watching(...paths))).toEqual(expected);
  });
});
