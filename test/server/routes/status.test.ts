import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { batch, failed, networkOf, post, seen } from '../support/batches.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = createTestServer();
  await server.board.update();
});

const get = (headers: Record<string, string> = {}) =>
  server.request('/v1/status.json', { headers });

async function chatgpt() {
  const { services } = statusSchema.parse(await (await get()).json());
  return services.chatgpt;
}

/** A crowd of networks that each speak about this minute. */
async function crowd(count: number, failing: number, minute = server.minute()) {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      server.requestFrom(
        networkOf(index),
        '/v1/reports',
        post(
          batch(`${index} at ${minute}`, {
            seen: [index < failing ? failed(minute) : seen({ minute })],
          }),
        ),
      ),
    ),
  );
}

describe('GET /v1/status.json', () => {
  it('lists every service, unknown and at zero before anyone spoke', async () => {
    const { services, notice } = statusSchema.parse(await (await get()).json());
    expect(Object.keys(services)).toEqual(server.serviceIds);
    expect(notice).toBeUndefined();
    for (const service of server.services) {
      expect(services[service.id]).toEqual({
        state: 'unknown',
        level: null,
        since: null,
        tried: 0,
        failed: 0,
        share: null,
        signals: {},
        said: {},
        official: { state: 'unknown', since: null, url: service.statusPage, checked: null },
        lead: null,
      });
    }
  });

  it('has the headers that let everyone keep it', async () => {
    const { headers } = await get();
    expect(headers.get('cache-control')).toBe(
      'public, max-age=15, stale-while-revalidate=60, stale-if-error=600',
    );
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['identity', '', (bytes: Buffer) => bytes],
    ['gzip', '-gzip', gunzipSync],
    ['br', '-br', brotliDecompressSync],
  ])('is tagged with its SHA-256, as %s', async (encoding, suffix, decode) => {
    const plain = Buffer.from(await (await get()).arrayBuffer());
    const digest = createHash('sha256').update(plain).digest('hex');
    const answer = await get({ 'accept-encoding': encoding });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('etag')).toBe(`"${digest}${suffix}"`);
    expect(answer.headers.get('content-encoding')).toBe(suffix === '' ? null : encoding);
    expect(Number(answer.headers.get('content-length'))).toBe(bytes.byteLength);
    expect(decode(bytes).equals(plain)).toBe(true);
    for (const tag of [`"${digest}"`, `W/"${digest}-br"`, `"x", "${digest}-gzip"`, '*']) {
      const again = await get({ 'accept-encoding': encoding, 'if-none-match': tag });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(`"${digest}${suffix}"`);
      expect(await again.text()).toBe('');
    }
    expect((await get({ 'if-none-match': `"${'0'.repeat(64)}"` })).status).toBe(200);
  });

  it('answers HEAD like GET without a body', async () => {
    const answer = await server.request('/v1/status.json', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe((await get()).headers.get('etag'));
    expect(await answer.text()).toBe('');
  });

  it('tells a page of another origin that it may send If-None-Match', async () => {
    const answer = await server.request('/v1/status.json', { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toBe('If-None-Match');
  });

  it('ignores a query', async () => {
    const plain = await (await get()).text();
    const asked = await server.request('/v1/status.json?service=chatgpt');
    expect(await asked.text()).toBe(plain);
  });

  it('stays under 4 KiB compressed with every service in trouble', async () => {
    const answer = await get({ 'accept-encoding': 'br' });
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(4096);
  });
});

describe('the counts', () => {
  it('are exact sums over every minute that is still taken: 10 back and up to two ahead', async () => {
    for (const [offset, count] of [
      [-11, 16],
      [-10, 1],
      [-9, 2],
      [0, 4],
      [2, 8],
    ] as const) {
      await crowd(count, 1, server.minute() + offset);
    }
    await server.board.update();
    expect(await chatgpt()).toMatchObject({
      tried: 15,
      failed: 4,
      signals: { 'conversation/http-5xx': 4 },
    });
    server.pass(3);
    await server.board.update();
    expect(await chatgpt()).toMatchObject({ tried: 12, failed: 2 });
    server.pass(10);
    await server.board.update();
    expect(await chatgpt()).toMatchObject({ tried: 0, failed: 0, signals: {} });
  });

  it('show clicks beside the verdict, which they never move', async () => {
    const minute = server.minute();
    for (let index = 0; index < 60; index += 1) {
      const body = batch(index, { said: [{ service: 'chatgpt', minute, feature: 'history' }] });
      await server.requestFrom(networkOf(index), '/v1/reports', post(body));
    }
    await server.board.update();
    expect(await chatgpt()).toMatchObject({ state: 'unknown', tried: 0, said: { history: 60 } });
  });

  it('turn into an outage when most of a crowd fails', async () => {
    for (let minute = 0; minute < 6; minute += 1) {
      await crowd(40, 36);
      server.pass(1);
    }
    await server.board.update();
    const status = await chatgpt();
    expect(status).toMatchObject({ state: 'outage', level: 'confirmed' });
    expect(status?.share?.[0]).toBeGreaterThan(0.7);
    expect(Date.parse(status?.since ?? '')).toBeLessThanOrEqual(server.time.now);
  });

  it('keep their bytes while nothing changes, for two minutes', async () => {
    const tag = async () => (await get()).headers.get('etag');
    const first = await tag();
    server.time.now += 90_000;
    await server.board.update();
    expect(await tag()).toBe(first);
    server.time.now += 30_000;
    await server.board.update();
    expect(await tag()).not.toBe(first);
  });
});

describe('degraded mode', () => {
  it.each([
    ['paused', { paused: true }],
    ['flooded', { flooded: () => true }],
  ])('withholds the word of the crowd with a notice when %s', async (code, options) => {
    server = createTestServer(options);
    for (let minute = 0; minute < 6; minute += 1) {
      await crowd(40, 36);
      server.pass(1);
    }
    await server.board.update();
    const status = statusSchema.parse(await (await get()).json());
    expect(status.notice?.code).toBe(code);
    expect(status.services.chatgpt).toMatchObject({ state: 'unknown', level: null, share: null });
    expect(status.services.chatgpt?.official.url).toMatch(/^https:/);
  });

  it('says unknown when the store has not answered for two minutes', async () => {
    for (let minute = 0; minute < 6; minute += 1) {
      await crowd(40, 36);
      server.pass(1);
    }
    await server.board.update();
    server.store.tally = () => Promise.reject(new Error('gone'));
    await expect(server.board.update()).rejects.toThrow('gone');
    expect((await chatgpt())?.state).toBe('outage');
    server.pass(2);
    await expect(server.board.update()).rejects.toThrow('gone');
    expect((await chatgpt())?.state).toBe('unknown');
  });
});
