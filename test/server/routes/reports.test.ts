import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { acceptedSchema } from '../../../lib/protocol/reports.ts';
import { batch, failed, networkOf, post, seen, tagOf } from '../support/batches.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeEach(() => {
  server = createTestServer();
});

const reports = (init: RequestInit, peer?: string) => server.request('/v1/reports', init, peer);

async function refusal(answer: Response | Promise<Response>) {
  const response = await answer;
  const { error } = errorSchema.parse(await response.json());
  return { status: response.status, code: error.code, path: error.path };
}

async function tally(service = 'chatgpt') {
  const minute = server.minute();
  const rows = await server.store.tally(minute - 9, minute + 2);
  return rows.find((row) => row.service === service);
}

describe('an accepted batch', () => {
  it('is answered with 202 and a calm minute until the next', async () => {
    const answer = await reports(post(batch('a', { seen: [seen({ minute: server.minute() })] })));
    expect(answer.status).toBe(202);
    expect(acceptedSchema.parse(await answer.json())).toEqual({ next: 60 });
  });

  it('is in the store before it is answered', async () => {
    await reports(post(batch('a', { seen: [failed(server.minute())] })));
    expect(await tally()).toMatchObject({
      tried: 1,
      failed: 1,
      voices: 1,
      signals: { 'conversation/http-5xx': 1 },
    });
  });

  it('counts once, however often it comes', async () => {
    const body = post(batch('a', { seen: [failed(server.minute())] }));
    await Promise.all(Array.from({ length: 20 }, () => reports(body)));
    await reports(body);
    expect(await tally()).toMatchObject({ tried: 1, failed: 1, voices: 1 });
  });

  it('cannot change its word about a minute', async () => {
    const minute = server.minute();
    await reports(post(batch('a', { seen: [failed(minute), seen({ minute })] })));
    await reports(post(batch('a', { seen: [seen({ minute })] })));
    expect(await tally()).toMatchObject({ tried: 1, failed: 1, voices: 1 });
  });

  it('may be empty', async () => {
    expect((await reports(post(batch('a')))).status).toBe(202);
  });

  it.each([1024, 4096])('may be padded to %i bytes', async (size) => {
    const body = { ...batch('a', { seen: [seen({ minute: server.minute() })] }), pad: '' };
    body.pad = '~'.repeat(size - JSON.stringify(body).length);
    expect((await reports(post(body))).status).toBe(202);
  });

  it.each([['\u{1F600}'], ['\n'], ['\u2028'], ['é']])(
    'may be padded with any one character, such as %j',
    async (character) => {
      expect((await reports(post({ ...batch('a'), pad: character.repeat(9) }))).status).toBe(202);
    },
  );

  it.each([
    ['application/json; charset=utf-8'],
    ['application/json;charset="UTF-8"'],
    ['Application/JSON'],
    ['application/json; charset=utf-8; profile="a;b"'],
    ['application/json;'],
  ])('may be called %s', async (type) => {
    expect((await reports(post(batch('a'), { 'content-type': type }))).status).toBe(202);
  });

  it.each([['none'], ['same-origin']])('may come with Sec-Fetch-Site: %s', async (site) => {
    expect((await reports(post(batch('a'), { 'sec-fetch-site': site }))).status).toBe(202);
  });

  it('carries no permission for other origins', async () => {
    const answer = await reports(post(batch('a'), { origin: 'https://example.com' }));
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('the window of minutes', () => {
  it.each([
    [-10, 1],
    [2, 1],
  ])('takes minute now%i', async (offset) => {
    await reports(post(batch('a', { seen: [seen({ minute: server.minute() + offset })] })));
    const { minute } = server;
    expect(await server.store.series('chatgpt', minute() - 20, minute() + 20)).toHaveLength(1);
  });

  it.each([
    [-11, 'too-old'],
    [3, 'too-far-ahead'],
  ])('drops minute now%i, and says so in a metric', async (offset, reason) => {
    const minute = server.minute() + offset;
    const body = batch('a', {
      seen: [seen({ minute })],
      said: [{ service: 'chatgpt', minute, feature: 'history' }],
    });
    expect((await reports(post(body))).status).toBe(202);
    expect(await server.store.tally(0, minute + 100)).toEqual([]);
    expect(server.metrics.render([])).toContain(
      `outcry_observations_dropped_total{reason="${reason}"} 2`,
    );
  });

  it('keeps the good entries beside a dropped one', async () => {
    const minute = server.minute();
    await reports(post(batch('a', { seen: [seen({ minute: minute - 99 }), seen({ minute })] })));
    expect(await tally()).toMatchObject({ tried: 1 });
  });
});

describe('caps', () => {
  const from = (index: number, body: unknown) =>
    server.requestFrom(networkOf(index), '/v1/reports', post(body));

  it('count one voice per network, service and minute', async () => {
    const minute = server.minute();
    for (const who of ['a', 'b', 'c']) {
      await from(1, batch(who, { seen: [seen({ minute }), seen({ minute: minute - 1 })] }));
    }
    await from(1, batch('a', { seen: [seen({ minute, service: 'claude' })] }));
    expect(await tally()).toMatchObject({ tried: 2, failed: 0, voices: 6 });
    expect(await tally('claude')).toMatchObject({ tried: 1, voices: 1 });
  });

  it('let a network fail only when most of its voices do, with their signals', async () => {
    const minute = server.minute();
    const states: unknown[] = [];
    const say = async (who: string, isFailed: boolean) => {
      await from(1, batch(who, { seen: [isFailed ? failed(minute) : seen({ minute })] }));
      const row = await tally();
      states.push([row?.tried, row?.failed, Object.values(row?.signals ?? {})]);
    };
    await say('a', true);
    await say('b', false);
    await say('c', true);
    expect(states).toEqual([
      [1, 1, [1]],
      [1, 0, []],
      [1, 1, [1]],
    ]);
  });

  it('treat loopback as one network', async () => {
    const minute = server.minute();
    for (const who of ['a', 'b']) await reports(post(batch(who, { seen: [seen({ minute })] })));
    expect(await tally()).toMatchObject({ tried: 1, voices: 2 });
  });

  it('ignore a forwarding header from a stranger, and count it', async () => {
    const minute = server.minute();
    for (const index of [1, 2, 3]) {
      const body = batch(index, { seen: [seen({ minute })] });
      await reports(post(body, { 'x-forwarded-for': networkOf(index) }), '203.0.113.9');
    }
    expect(await tally()).toMatchObject({ tried: 1, voices: 3 });
    expect(server.metrics.render([])).toContain('outcry_untrusted_forwarding_total 3');
  });

  it('count one-click reports once per network and feature, and never as a failure', async () => {
    const minute = server.minute();
    const click = (feature: 'history' | 'login') => ({ service: 'chatgpt', minute, feature });
    await from(1, batch('a', { said: [click('history'), click('login'), click('history')] }));
    await from(1, batch('b', { said: [click('history')] }));
    await from(2, batch('c', { said: [click('history')] }));
    expect(await tally()).toMatchObject({
      tried: 0,
      failed: 0,
      voices: 0,
      said: { history: 2, login: 1 },
    });
  });
});

describe('limits', () => {
  it('let a network send 300 batches at once, then one a second', async () => {
    const body = post(batch('a'));
    for (let sent = 0; sent < 300; sent += 1) expect((await reports(body)).status).toBe(202);
    const refused = await reports(body);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(errorSchema.parse(await refused.json()).error.code).toBe('too-many');
    expect((await server.requestFrom(networkOf(1), '/v1/reports', body)).status).toBe(202);
    server.time.now += 1000;
    expect((await reports(body)).status).toBe(202);
    expect((await reports(body)).status).toBe(429);
  });

  it('take nothing off the allowance for a refused body', async () => {
    for (let sent = 0; sent < 400; sent += 1) await reports(post('{'));
    expect((await reports(post(batch('a')))).status).toBe(202);
  });

  it('take 2,000 batches at once from 2,000 networks', async () => {
    const minute = server.minute();
    const answers = await Promise.all(
      Array.from({ length: 2_000 }, (_, index) =>
        server.requestFrom(
          networkOf(index),
          '/v1/reports',
          post(batch(index, { seen: [seen({ minute })] })),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    expect((await tally())?.voices).toBe(2_000);
  });

  it('answer 503 with Retry-After when the store fails, and count a retry once', async () => {
    const { add } = server.store;
    const minute = server.minute();
    const body = post(batch('a', { seen: [failed(minute)] }));
    server.store.add = () => Promise.reject(new Error('disk full'));
    const answer = await reports(body);
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await refusal(answer)).toEqual({ status: 503, code: 'unavailable', path: undefined });
    server.store.add = add;
    expect((await reports(body)).status).toBe(202);
    expect(await tally()).toMatchObject({ tried: 1, failed: 1, voices: 1 });
  });
});

describe('a refused request', () => {
  const good = () => batch('a', { seen: [seen({ minute: 1 })] });

  it.each<[string, unknown, string | undefined]>([
    ['no object', [], undefined],
    ['null', null, undefined],
    ['an unknown key', { ...batch('a'), url: 'https://example.com' }, 'url'],
    ['another version', { ...batch('a'), v: 2 }, 'v'],
    ['no tag', { v: 1, seen: [], said: [] }, 'tag'],
    ['a short tag', { ...batch('a'), tag: 'abc' }, 'tag'],
    ['a tag of 17 bytes', { ...batch('a'), tag: `${tagOf('a')}A` }, 'tag'],
    [
      'an unknown service',
      batch('a', { seen: [seen({ minute: 1, service: 'other' })] }),
      'seen.0.service',
    ],
    [
      'a minute in words',
      { ...good(), seen: [{ ...seen({ minute: 1 }), minute: '1' }] },
      'seen.0.minute',
    ],
    [
      'half a minute',
      { ...good(), seen: [{ ...seen({ minute: 1 }), minute: 1.5 }] },
      'seen.0.minute',
    ],
    ['a signal with ok', { ...good(), seen: [{ ...failed(1), outcome: 'ok' }] }, 'seen.0.signals'],
    [
      'an unknown signal',
      { ...good(), seen: [{ ...failed(1), signals: ['a/b'] }] },
      'seen.0.signals.0',
    ],
    [
      'a key too many inside',
      { ...good(), seen: [{ ...seen({ minute: 1 }), text: 'x' }] },
      'seen.0.text',
    ],
    ['65 observations', { ...good(), seen: Array(65).fill(seen({ minute: 1 })) }, 'seen'],
    [
      'an unknown feature',
      { ...batch('a'), said: [{ service: 'chatgpt', minute: 1, feature: 'x' }] },
      'said.0.feature',
    ],
    ['a message in the padding', { ...batch('a'), pad: 'aab' }, 'pad'],
    ['two faces in the padding', { ...batch('a'), pad: '\u{1F600}\u{1F601}' }, 'pad'],
  ])('for %s names the path', async (_, body, path) => {
    expect(await refusal(reports(post(body)))).toEqual({ status: 400, code: 'invalid-body', path });
  });

  it('for a key named __proto__ is refused like any other', async () => {
    const text = JSON.stringify(batch('a')).replace('{', '{"__proto__":{"v":1},');
    expect(await refusal(reports(post(text)))).toMatchObject({ status: 400, path: '__proto__' });
  });

  it('never repeats a value', async () => {
    const answer = await reports(post({ ...batch('a'), tag: 'secret', v: 'canary' }));
    expect(await answer.text()).not.toMatch(/secret|canary/);
  });

  it.each([['{'], [''], ['nonsense'], ['{"v":1}}'], [`\uFEFF${JSON.stringify(batch('a'))}`]])(
    'for text that is no JSON (%j) says so',
    async (text) => {
      expect(await refusal(reports(post(text)))).toMatchObject({
        status: 400,
        code: 'invalid-json',
      });
    },
  );

  it('for bytes that are no UTF-8 says so', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...batch('a'), pad: 'éé' }), 'latin1');
    const answer = reports({ ...post(''), body: bytes });
    expect(await refusal(answer)).toMatchObject({ status: 400, code: 'invalid-utf8' });
  });

  it.each([[4097], [100_000]])('of %i bytes is too large', async (size) => {
    expect(await refusal(reports(post(' '.repeat(size))))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });

  it('without a declared length is too large as soon as it is', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(Buffer.alloc(1024, 32));
      },
    });
    const init = { ...post(''), body: endless, duplex: 'half' } as RequestInit;
    expect(await refusal(reports(init))).toMatchObject({ status: 413 });
    expect(pulled).toBeLessThan(10);
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/json; charset=latin1' }],
    [{ 'content-type': 'application/json; profile=x; charset="utf-16"' }],
    [{ 'content-type': 'application/json, text/plain' }],
    [{ 'content-type': 'application/json; nonsense' }],
    [{ 'content-type': 'application/json-patch+json' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-encoding': 'gzip' }],
  ])('with %j is no JSON', async (headers) => {
    const answer = reports(post(batch('a'), headers));
    expect(await refusal(answer)).toMatchObject({ status: 415, code: 'unsupported-type' });
  });

  it.each([['cross-site'], ['same-site'], ['none, Cross-Site']])(
    'from a page (%s) is refused',
    async (site) => {
      const answer = reports(post(batch('a'), { 'sec-fetch-site': site }));
      expect(await refusal(answer)).toMatchObject({ status: 403, code: 'cross-site' });
    },
  );

  it.each([['GET'], ['PUT'], ['DELETE'], ['OPTIONS'], ['PATCH']])(
    'by %s is told what is allowed',
    async (method) => {
      const answer = await reports({ method });
      expect(answer.headers.get('allow')).toBe('POST');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(await refusal(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    },
  );

  it('is one whatever the JSON is, never a crash', async () => {
    const near = fc.record(
      {
        v: fc.oneof(fc.constant(1), fc.jsonValue()),
        tag: fc.oneof(fc.constant(tagOf('a')), fc.jsonValue()),
        seen: fc.oneof(fc.constant([]), fc.jsonValue()),
        said: fc.oneof(fc.constant([]), fc.jsonValue()),
        pad: fc.string(),
      },
      { requiredKeys: [] },
    );
    const property = fc.asyncProperty(fc.oneof(near, fc.jsonValue()), async (body) => {
      const answer = await server.requestFrom(
        networkOf(1),
        '/v1/reports',
        post(JSON.stringify(body)),
      );
      server.time.now += 1000;
      if (answer.status === 202) return;
      expect([400, 413]).toContain(answer.status);
      errorSchema.parse(await answer.json());
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
