import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { createReportsSchema } from '../../../lib/protocol/reports.ts';
import { readServices } from '../../../lib/services/read.ts';
import { errorBody } from '../../../server/http/error-answer.ts';
import { negotiate } from '../../../server/http/negotiate.ts';
import { parseJson } from '../../../server/http/parse-json.ts';
import { PublicFile } from '../../../server/http/public-file.ts';
import { networkOf, plainAddress } from '../../../server/intake/address.ts';
import { clientAddress } from '../../../server/intake/client-address.ts';
import { createTrustedProxies } from '../../../server/intake/trusted-proxies.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { reportsRoute } from '../../../server/routes/reports.ts';
import { fuzzRuns, fuzzTimeoutMs } from '../../support/fuzz-runs.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { batch, failed, seen } from '../support/batches.ts';

const RUNS = fuzzRuns();

vi.setConfig({ testTimeout: fuzzTimeoutMs(RUNS) });

const serviceIds = readServices().map(({ id }) => id);
const known = new Set(serviceIds);
const schema = createReportsSchema(serviceIds);

const BODIES = [
  batch('a'),
  batch('b', { seen: [seen({ minute: 29_500_000 }), failed(29_500_001, 'claude')] }),
  batch('c', { said: [{ service: 'poe', minute: 29_500_000, feature: 'history' }], pad: '~~~~' }),
].map((body) => JSON.stringify(body));

describe('whatever is sent as a report', () => {
  it('is a batch within its bounds or an error that can be told', () => {
    let taken = 0;
    const check = (bytes: Buffer) => {
      const parsed = parseJson(bytes, schema);
      if (!parsed.ok) return errorSchema.safeParse(errorBody(parsed.code, parsed.path)).success;
      taken += 1;
      const { seen: entries, said, tag } = parsed.value;
      const isKnown = [...entries, ...said].every(({ service }) => known.has(service));
      return isKnown && entries.length <= 64 && said.length <= 16 && tag.length === 22;
    };
    fc.assert(
      fc.property(mutatedText(BODIES), (text) => check(Buffer.from(text))),
      { numRuns: fuzzRuns(0.8) },
    );
    expect(taken).toBeGreaterThan(0);
    const bytes = fc.uint8Array({ maxLength: 60 });
    fc.assert(
      fc.property(bytes, (own) => check(Buffer.from(own))),
      { numRuns: fuzzRuns(0.2) },
    );
  });

  it('under whatever headers, is answered with a status and a body that are documented', async () => {
    const bucket = { bucket: 0, before: null };
    const intake = {
      turnsAway: () => false,
      retrySeconds: () => 15,
      flooded: () => false,
      bucketOf: () => bucket,
      wait: () => 0,
      charge: () => undefined,
      take: async () => ({ kind: 'accepted' as const, next: 60 }),
      forget: () => undefined,
      drained: async () => undefined,
    };
    const tokens = { redeem: async () => 'plain' as const };
    const route = reportsRoute(intake, tokens, createMetrics(), serviceIds);
    const good = Buffer.from(BODIES[0] ?? '');
    const header = fc.record({
      'content-type': mutatedText(['application/json', 'application/json; charset="utf-8"; a=b']),
      'content-encoding': fc.option(fc.constantFrom('gzip', 'identity', ''), { nil: undefined }),
      'sec-fetch-site': fc.option(mutatedText(['none', 'same-origin', 'cross-site']), {
        nil: undefined,
      }),
    });
    const property = fc.asyncProperty(header, async (headers) => {
      const { status, body } = await route({
        header: (name) => (headers as Record<string, string | undefined>)[name],
        param: () => undefined,
        peer: '127.0.0.1',
        body: async () => good,
      });
      if (status === 202) return true;
      const { success } = errorSchema.safeParse(JSON.parse(`${body}`));
      return success && (status === 403 || status === 415);
    });
    await fc.assert(property, { numRuns: RUNS });
  });
});

const ADDRESSES = [
  ...['192.0.2.1', '192.0.2.1:80', '[2001:db8::1]:443', '2001:db8:1:2:3:4:5:6', 'fe80::1%eth0'],
  ...[
    '::ffff:192.0.2.1',
    '::ffff:c000:201',
    '2002:c000:201::1',
    '64:ff9b::192.0.2.33',
    '::',
    '::1',
  ],
];

const NETWORK = /^(?:4:\d{1,3}\.\d{1,3}\.\d{1,3}|6:[\da-f]{1,4}:[\da-f]{1,4}:[\da-f]{1,4})$/;

describe('whatever stands for an address', () => {
  it('is no address, or a plain one with a network of its own kind', () => {
    let read = 0;
    const check = (text: string) => {
      const address = plainAddress(text);
      if (address === null) return true;
      read += 1;
      const isPlain = isIP(address) !== 0 && plainAddress(address) === address;
      return isPlain && NETWORK.test(networkOf(address));
    };
    fc.assert(fc.property(mutatedText(ADDRESSES), check), { numRuns: RUNS });
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), check), { numRuns: fuzzRuns(0.2) });
    expect(read).toBeGreaterThan(RUNS / 20);
  });

  it('never makes a client out of what is not behind a trusted proxy', () => {
    const trusted = createTrustedProxies(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
    const lists = mutatedText([
      '198.51.100.9, 192.0.2.1',
      '192.0.2.1,10.1.2.3',
      '2001:db8::1, fd00::7',
    ]);
    const check = (forwardedFor: string) => {
      const header = (name: string) => (name === 'x-forwarded-for' ? forwardedFor : undefined);
      const stranger = clientAddress({ peer: '203.0.113.4', header }, trusted);
      const { address } = clientAddress({ peer: '127.0.0.1', header }, trusted);
      return stranger.address === '203.0.113.4' && stranger.misled && isIP(address) !== 0;
    };
    fc.assert(fc.property(lists, check), { numRuns: RUNS });
  });
});

describe('whatever a reader asks for', () => {
  const file = new PublicFile({
    text: '{}'.repeat(500),
    type: 'application/json',
    cacheControl: 'x',
  });
  const tag = `"${file.digest}"`;

  it('is answered with bytes that it accepts, or with none when it has them', () => {
    const accepted = mutatedText([
      'gzip, deflate, br',
      'br;q=0.5, gzip;q=1.0, *;q=0',
      'identity',
      '*',
    ]);
    const held = mutatedText([
      tag,
      `W/${tag}, "other"`,
      `${tag.slice(0, -1)}-br"`,
      '*',
      '"a", "b"',
    ]);
    let same = 0;
    fc.assert(
      fc.property(accepted, held, (acceptEncoding, ifNoneMatch) => {
        const encoding = negotiate(acceptEncoding);
        const { status, headers, body } = file.answer(acceptEncoding, ifNoneMatch);
        if (status === 304) {
          same += 1;
          return body === null && (ifNoneMatch.includes('*') || ifNoneMatch.includes(file.digest));
        }
        const sent = headers['Content-Encoding'] ?? 'identity';
        return sent === encoding && Number(headers['Content-Length']) === body?.length;
      }),
      { numRuns: RUNS },
    );
    expect(same).toBeGreaterThan(0);
  });
});
