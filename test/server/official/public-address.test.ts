import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../server/official/is-public-address.ts';

describe('isPublicAddress', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.1.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '::ffff:8.8.8.8',
  ])('lets a page be at %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
    ...['198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:a00:1', 'fe80::1%eth0', 'fc00::1', 'fd12::1'],
    ...['ff02::1', '2001:db8::1', '2002:7f00:1::', '64:ff9b::a00:1', '3fff::1', '2001::1'],
    ...['', 'localhost', '1.2.3', '0x7f.1', '2130706433', '127.1'],
  ])('refuses %j', (address) => expect(isPublicAddress(address)).toBe(false));
});
