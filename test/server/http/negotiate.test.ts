import { describe, expect, it } from 'vitest';
import { negotiate } from '../../../server/http/negotiate.ts';

describe('content negotiation', () => {
  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.5, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['identity', 'identity'],
    ['identity;q=0.5, br', 'br'],
    ['gzip;q=0.2, identity', 'identity'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['deflate', 'identity'],
    ['gzip;q=nonsense', 'identity'],
  ])('of %j is %s', (header, encoding) => {
    expect(negotiate(header)).toBe(encoding);
  });
});
