import { describe, expect, it } from 'vitest';
import { originPattern, servicePatterns } from '../../../lib/platform/match-patterns.ts';

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
