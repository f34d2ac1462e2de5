import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf, plainAddress } from '../../../server/intake/address.ts';
import { clientAddress } from '../../../server/intake/client-address.ts';
import { bucketIn, createNetworkBuckets } from '../../../server/intake/network-buckets.ts';
import { createShortHmac } from '../../../server/intake/short-hmac.ts';
import { createTrustedProxies } from '../../../server/intake/trusted-proxies.ts';
import { saidVoice, seenVoice } from '../../../server/intake/voice.ts';
import { networkOf as testNetwork } from '../support/batches.ts';

describe('a plain address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:5678', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:0201', '192.0.2.1'],
    ['[0:0:0:0:0:FFFF:c000:201]:443', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['999.0.2.1', null],
    ['unknown', null],
    ['', null],
    ['1.2.3', null],
    ['_hidden', null],
  ])('of %j is %j', (text, plain) => {
    expect(plainAddress(text)).toBe(plain);
  });
});

describe('a network', () => {
  it.each([
    ['192.0.2.1', '4:192.0.2'],
    ['192.0.2.255', '4:192.0.2'],
    ['2001:db8:abc:def::1', '6:2001:db8:abc'],
    ['2001:0DB8:0ABC::', '6:2001:db8:abc'],
    ['2001:db8::1', '6:2001:db8:0'],
    ['::1', '6:0:0:0'],
    ['::', '6:0:0:0'],
    ['64:ff9b::192.0.2.33', '6:64:ff9b:0'],
    ['1:2:3:4:5:6:7:8', '6:1:2:3'],
    ['1::8', '6:1:0:0'],
    ['2002:c000:2ff::1', '4:192.0.2'],
    ['2002:c000:201:9::1', '4:192.0.2'],
    ['2002::1', '4:0.0.0'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

const asked = (peer: string, forwardedFor: string | undefined) => ({
  peer,
  header: (name: string) => (name === 'x-forwarded-for' ? forwardedFor : undefined),
});

describe('the client behind proxies', () => {
  const trusted = createTrustedProxies(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

  it.each([
    ['127.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.9, 192.0.2.1', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.9, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['127.0.0.1', '198.51.100.9,192.0.2.1,fd00::7', '192.0.2.1'],
    ['127.0.0.1', '10.1.2.3', '10.1.2.3'],
    ['127.0.0.1', '198.51.100.9, nonsense, 10.1.2.3', '10.1.2.3'],
    ['127.0.0.1', 'nonsense', '127.0.0.1'],
    ['127.0.0.1', '', '127.0.0.1'],
    ['::ffff:127.0.0.1', '192.0.2.1:443', '192.0.2.1'],
    ['127.0.0.1', undefined, '127.0.0.1'],
  ])('at %s with "%s" is %s', (peer, header, address) => {
    expect(clientAddress(asked(peer, header), trusted)).toEqual({ address, misled: false });
  });

  it.each([['2001:DB8::A'], ['2001:db8:0:0:0:0:0:a'], ['2001:0db8::000a']])(
    'is read behind a proxy that the setting writes as %s',
    (entry) => {
      const request = asked('2001:db8::a', '192.0.2.1');
      expect(clientAddress(request, createTrustedProxies([entry])).address).toBe('192.0.2.1');
      const other = asked('2001:db8::b', '192.0.2.1');
      expect(clientAddress(other, createTrustedProxies([entry])).address).toBe('2001:db8::b');
    },
  );

  it('is the peer when that is no trusted proxy, whatever it says', () => {
    expect(clientAddress(asked('203.0.113.4', '192.0.2.1'), trusted)).toEqual({
      address: '203.0.113.4',
      misled: true,
    });
    const nobody = createTrustedProxies([]);
    expect(clientAddress(asked('127.0.0.1', '192.0.2.1'), nobody).misled).toBe(true);
  });

  it.each([
    ['forwarded'],
    ['x-real-ip'],
    ['x-client-ip'],
    ['true-client-ip'],
    ['cf-connecting-ip'],
  ])('is never taken from %s, which is reported when no proxy sent it', (name) => {
    const request = (peer: string) => ({
      peer,
      header: (asked: string) => (asked === name ? '192.0.2.1' : undefined),
    });
    expect(clientAddress(request('203.0.113.4'), trusted)).toEqual({
      address: '203.0.113.4',
      misled: true,
    });
    expect(clientAddress(request('127.0.0.1'), trusted)).toEqual({
      address: '127.0.0.1',
      misled: false,
    });
  });

  it('is an address whatever the header holds', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const { address } = clientAddress(asked('127.0.0.1', header), trusted);
        expect(plainAddress(address)).toBe(address);
      }),
    );
  });
});

describe('buckets of networks', () => {
  const DAY_MS = 24 * 3_600_000;
  const addresses = Array.from({ length: 20 }, (_, index) => `192.0.${index}.1`);

  it('are equal within a network, and change with the key after 24 hours', () => {
    let now = 0;
    let keys = 0;
    const buckets = createNetworkBuckets(
      () => now,
      () => randomBytes(32),
      () => {
        keys += 1;
      },
    );
    const bucketsOf = (minute: number, end = '') =>
      addresses.map((address) => bucketIn(buckets.of(`${address}${end}`), minute));
    const before = bucketsOf(0);
    expect(bucketsOf(0, '7')).toEqual(before);
    now = DAY_MS - 1;
    expect(bucketsOf(1439)).toEqual(before);
    now = DAY_MS;
    expect(bucketsOf(1443)).not.toEqual(before);
    expect(keys).toBe(1);
  });

  it('stay as they were for the minutes that began under the old key, while those are taken', () => {
    let now = 0;
    const make = () =>
      createNetworkBuckets(
        () => now,
        () => randomBytes(32),
        () => undefined,
      );
    const buckets = make();
    const before = addresses.map((address) => bucketIn(buckets.of(address), 0));
    now = DAY_MS;
    const bucketsOf = (minute: number) =>
      addresses.map((address) => bucketIn(buckets.of(address), minute));
    expect(bucketsOf(1430)).toEqual(before);
    expect(bucketsOf(1442)).toEqual(before);
    const after = bucketsOf(1443);
    expect(after).not.toEqual(before);
    now += 12 * 60_000;
    expect(bucketsOf(1442)).toEqual(before);
    now += 60_000;
    expect(addresses.map((address) => buckets.of(address).before)).toEqual(
      addresses.map(() => null),
    );
    expect(bucketsOf(1453)).toEqual(after);
  });

  it('tell the networks of the tests apart under their fixed key', () => {
    const key = new Uint8Array(32).fill(1);
    const buckets = createNetworkBuckets(
      () => 0,
      () => key,
      () => undefined,
    );
    const found = Array.from({ length: 100 }, (_, index) => buckets.of(testNetwork(index)).bucket);
    expect(new Set(found).size).toBe(100);
  });

  it('use the HMAC of RFC 2104', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }).map((text) => text.replaceAll(/[^ -~]/g, '')),
        (message) => {
          const key = randomBytes(32);
          const hmac = createHmac('sha256', key).update(message).digest('hex');
          expect(createShortHmac(key)(message)).toBe(hmac);
        },
      ),
    );
  });
});

describe('voices', () => {
  it('are 16 bytes that differ by tag, service, minute and kind', () => {
    const tag = 'AAAAAAAAAAAAAAAAAAAAAA';
    const voices = [
      seenVoice(tag, 'chatgpt', 1),
      seenVoice('BBBBBBBBBBBBBBBBBBBBBA', 'chatgpt', 1),
      seenVoice(tag, 'claude', 1),
      seenVoice(tag, 'chatgpt', 2),
      saidVoice(tag, 'chatgpt', 1, 'history'),
      saidVoice(tag, 'chatgpt', 1, 'login'),
    ].map((voice) => Buffer.from(voice).toString('hex'));
    expect(new Set(voices).size).toBe(6);
    expect(voices.every((voice) => voice.length === 32)).toBe(true);
  });

  it('are the first 16 bytes of the published hash', async () => {
    const text = ['outcry-voice-v1', 'AAAAAAAAAAAAAAAAAAAAAA', 'chatgpt', '29500000'].join('\0');
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    expect(Buffer.from(seenVoice('AAAAAAAAAAAAAAAAAAAAAA', 'chatgpt', 29_500_000))).toEqual(
      Buffer.from(digest).subarray(0, 16),
    );
  });
});
