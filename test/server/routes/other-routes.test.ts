import { beforeEach, describe, expect, it } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { historySchema } from '../../../lib/protocol/history.ts';
import { batch, networkOf, post, seen } from '../support/batches.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = createTestServer();
  await server.board.update();
  await server.archive.update();
});

describe('what is not there', () => {
  it.each([
    ['/nothing'],
    ['/v1/rules.json'],
    ['/v1/status.json/'],
    ['/s/unheard-of'],
    ['/s/..%2f..%2fetc'],
    ['/badge/unheard-of.svg'],
    ['/badge/chatgpt.png'],
    ['/s/__proto__'],
    ['/badge/constructor.svg'],
  ])('%s is 404 with an error body', async (path) => {
    const answer = await server.request(path);
    expect(answer.status).toBe(404);
    expect(errorSchema.parse(await answer.json()).error.code).toBe('not-found');
  });

  it.each([
    ['/', 'POST'],
    ['/v1/status.json', 'DELETE'],
    ['/v1/history.json', 'PUT'],
    ['/feed.atom', 'POST'],
    ['/metrics', 'POST'],
    ['/healthz', 'PATCH'],
  ])('%s does not take %s', async (path, method) => {
    const answer = await server.request(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toMatch(/^GET, HEAD/);
    errorSchema.parse(await answer.json());
  });
});

describe('every answer', () => {
  it.each([
    ['/'],
    ['/s/chatgpt'],
    ['/v1/status.json'],
    ['/v1/history.json'],
    ['/v1/openapi.json'],
    ['/feed.atom'],
    ['/badge/chatgpt.svg'],
    ['/healthz'],
    ['/readyz'],
    ['/metrics'],
    ['/nothing'],
  ])('%s is locked down and sets no cookie', async (path) => {
    const { headers } = await server.request(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('turns a fault of ours into a 500 that tells nothing, and logs where it arose', async () => {
    server.store.tally = () => {
      throw new Error('secret');
    };
    const answer = await server.request('/metrics');
    expect(answer.status).toBe(500);
    expect(errorSchema.parse(await answer.json()).error.code).toBe('internal');
    expect(server.lines.join('')).toContain('"event":"request-failed","route":"metrics"');
    expect(server.lines.join('')).not.toContain('secret');
  });
});

describe('health', () => {
  it('is ready while the store answers', async () => {
    expect((await server.request('/healthz')).status).toBe(200);
    expect((await server.request('/readyz')).status).toBe(200);
    await server.store.close();
    expect((await server.request('/healthz')).status).toBe(200);
    const answer = await server.request('/readyz');
    expect(answer.status).toBe(503);
    expect(errorSchema.parse(await answer.json()).error.code).toBe('unavailable');
  });

  it('is not ready while the server stops', async () => {
    server.state.stopping = true;
    expect((await server.request('/readyz')).status).toBe(503);
  });
});

describe('GET /metrics', () => {
  it('counts stored voices of the last 10 minutes, before the caps', async () => {
    const minute = server.minute();
    for (const [who, at] of [
      ['a', minute],
      ['b', minute],
      ['c', minute - 9],
      ['d', minute - 10],
    ] as const) {
      await server.requestFrom(
        networkOf(1),
        '/v1/reports',
        post(batch(who, { seen: [seen({ minute: at })] })),
      );
    }
    const text = await (await server.request('/metrics')).text();
    expect(text).toContain('outcry_voices{service="chatgpt"} 4\n');
    expect(text).toContain('outcry_voices{service="claude"} 0\n');
    expect(text).toContain('outcry_batches_accepted_total 4\n');
    expect(text).toMatch(/outcry_request_duration_seconds_count\{route="reports"\} 4\n/);
  });

  it('counts refusals by reason', async () => {
    await server.request('/v1/reports', post('{'));
    const text = await (await server.request('/metrics')).text();
    expect(text).toContain('outcry_batches_refused_total{reason="invalid-json"} 1\n');
  });

  it('is in the text format: a comment, or a name with labels and a number', async () => {
    const text = await (await server.request('/metrics')).text();
    const line =
      /^(# (HELP|TYPE) outcry_\w+ .+|outcry_\w+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e+-]+)$/;
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((row) => !line.test(row)),
    ).toEqual([]);
  });

  it.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1']])('is there for %s', async (peer) => {
    expect((await server.request('/metrics', {}, peer)).status).toBe(200);
  });

  it.each([['203.0.113.5'], ['10.0.0.1'], ['']])('is not there for "%s"', async (peer) => {
    expect((await server.request('/metrics', {}, peer)).status).toBe(404);
  });

  it.each([['x-forwarded-for'], ['forwarded'], ['x-real-ip'], ['via']])(
    'is not there behind a proxy that sends %s',
    async (name) => {
      const answer = await server.request('/metrics', { headers: { [name]: '127.0.0.1' } });
      expect(answer.status).toBe(404);
    },
  );
});

describe('GET /v1/openapi.json', () => {
  it('describes the wire by the schemas that check it', async () => {
    const document = await (await server.request('/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const post = document.paths['/v1/reports'].post;
    const schema = post.requestBody.content['application/json'].schema;
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(['v', 'tag', 'token', 'seen', 'said', 'pad']);
    for (const list of ['seen', 'said']) {
      const { service } = schema.properties[list].items.properties;
      expect(service.enum).toEqual(server.serviceIds);
    }
    expect(Object.keys(post.responses)).toEqual(
      expect.arrayContaining(['202', '400', '413', '415', '429', '503']),
    );
  });
});

describe('GET /v1/history.json', () => {
  it('has 96 quarter-hours and 90 days of every service, gaps as null', async () => {
    const minute = server.minute();
    await server.requestFrom(
      networkOf(1),
      '/v1/reports',
      post(batch('a', { seen: [seen({ minute })] })),
    );
    await server.archive.update();
    const history = historySchema.parse(await (await server.request('/v1/history.json')).json());
    expect(Object.keys(history.services)).toEqual(server.serviceIds);
    const own = history.services.chatgpt;
    expect(own?.quarters.at(-1)).toEqual({
      start: '2026-02-03T19:00:00.000Z',
      tried: 1,
      failed: 0,
      state: 'unknown',
    });
    expect(own?.days.at(-1)).toMatchObject({ start: '2026-02-03T00:00:00.000Z', tried: 1 });
    expect(own?.quarters.slice(0, -1).every((period) => period === null)).toBe(true);
  });
});

describe('the log', () => {
  it('holds the route, not who asked for what', async () => {
    const body = batch('a', { seen: [seen({ minute: server.minute() })] });
    await server.requestFrom(
      '198.51.100.77',
      '/v1/reports?secret=1',
      post(body, { 'user-agent': 'canary' }),
    );
    server.log.flush();
    const entries = server.lines
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toEqual([
      {
        time: '2026-02-03T19:00:00Z',
        level: 'info',
        event: 'request',
        route: 'reports',
        status: 202,
        ms: expect.any(Number),
        size: 'none',
      },
    ]);
  });
});
