import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { batch, networkOf, seen, tagOf } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';
import { exchange, expectError, HEAD, statusesIn } from './raw-http.ts';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({
    OUTCRY_DB: `${folder.path}/outcry.db`,
    OUTCRY_TRUST_PROXY: '127.0.0.1',
  });
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

const thisMinute = () => Math.floor(Date.now() / 60_000);

async function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return { status: answer.status, json: await answer.json() };
}

async function refusal(body: string) {
  const started = performance.now();
  const { status, json } = await post(body);
  expect(performance.now() - started).toBeLessThan(1_000);
  return { status, ...errorSchema.parse(json).error };
}

/** A whole batch as text, with one part replaced by hand. */
const withPart = (from: string, to: string) => {
  const text = JSON.stringify(batch('a', { seen: [seen({ minute: thisMinute() })] }));
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('JSON that is a bomb', () => {
  it.each([
    ['2,000 lists in each other', '['.repeat(2_000) + ']'.repeat(2_000), undefined],
    ['800 things in each other', `${'{"":'.repeat(800)}1${'}'.repeat(800)}`, 'v'],
    ['2,040 lists in a field', `{"v":1,"seen":${'['.repeat(2_020)}${']'.repeat(2_020)}}`, 'tag'],
    ['as many entries as fit', `{"v":1,"tag":"x","seen":[${'1,'.repeat(1_900)}1]}`, 'tag'],
    ['as many keys as fit', `{${Array.from({ length: 500 }, (_, i) => `"${i}":0`).join()}}`, 'v'],
    ['a number beyond all numbers', '{"v":1e999}', 'v'],
    ['a number of 4,000 digits', `{"v":${'9'.repeat(4_000)}}`, 'v'],
  ])('(%s) is refused like any other, at once', async (_, body, path) => {
    expect(await refusal(body)).toMatchObject({ status: 400, code: 'invalid-body' });
    expect((await refusal(body)).path).toBe(path);
  });

  it('one that never closes is no JSON', async () => {
    expect(await refusal('['.repeat(4_096))).toMatchObject({ status: 400, code: 'invalid-json' });
    expect(await refusal('{"a":'.repeat(800))).toMatchObject({ status: 400, code: 'invalid-json' });
  });
});

describe('keys that belong to prototypes', () => {
  it.each([
    ['__proto__', () => withPart('"v":1', '"v":1,"__proto__":{"admin":true}'), '__proto__'],
    ['constructor', () => withPart('"v":1', '"v":1,"constructor":{"prototype":{}}'), 'constructor'],
    [
      '__proto__ in an entry',
      () => withPart('"outcome"', '"__proto__":{},"outcome"'),
      'seen.0.__proto__',
    ],
    ['__proto__ as a service', () => withPart('"chatgpt"', '"__proto__"'), 'seen.0.service'],
    ['constructor as a service', () => withPart('"chatgpt"', '"constructor"'), 'seen.0.service'],
    ['toString as an outcome', () => withPart('"ok"', '"toString"'), 'seen.0.outcome'],
    [
      '__proto__ as a signal',
      () => withPart('"signals":[]', '"signals":["__proto__"]'),
      'seen.0.signals.0',
    ],
  ])('(%s) are refused by name', async (_, body, path) => {
    expect(await refusal(body())).toMatchObject({ status: 400, code: 'invalid-body', path });
  });

  it('are no pages either', async () => {
    for (const path of ['/s/__proto__', '/s/constructor', '/badge/hasOwnProperty.svg']) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
  });
});

describe('a thing that is said twice', () => {
  it('in the body has the last meaning, for the check as for the count', async () => {
    expect(await refusal(withPart('"v":1', '"v":1,"v":2'))).toMatchObject({
      status: 400,
      path: 'v',
    });
    expect((await post(withPart('"v":1', '"v":2,"v":1'))).status).toBe(202);
  });

  it('in the query means nothing', async () => {
    const answer = await fetch(`${server.url}/v1/status.json?service=chatgpt&service=claude&v=2`);
    const { services } = statusSchema.parse(await answer.json());
    expect(Object.keys(services).length).toBeGreaterThan(10);
  });

  it('in the headers is no way round a check', async () => {
    const json = JSON.stringify(batch('b'));
    const send = async (headers: string) =>
      statusesIn(
        await exchange(server.port, [
          `POST /v1/reports HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${json.length}\r\n\r\n${json}`,
        ]),
      );
    const type = 'Content-Type: application/json\r\n';
    expect(await send(`Content-Type: text/plain\r\n${type}`)).toEqual([415]);
    expect(await send(`${type}Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site\r\n`)).toEqual([
      403,
    ]);
    expect(await send(`${type}Content-Encoding: identity\r\nContent-Encoding: gzip\r\n`)).toEqual([
      415,
    ]);
  });

  it('by proxies is taken from the last of them', async () => {
    const minute = thisMinute();
    const send = (who: string) => {
      const json = JSON.stringify(batch(who, { seen: [seen({ minute, service: 'poe' })] }));
      // The first header is the client's own invention, the second the proxy's.
      return exchange(server.port, [
        `${HEAD}X-Forwarded-For: ${tagOf(who)}, ${networkOf(who.length)}\r\n` +
          `X-Forwarded-For: 198.51.100.7\r\nContent-Length: ${json.length}\r\n\r\n${json}`,
      ]);
    };
    for (const who of ['a', 'bb', 'ccc']) expect(statusesIn(await send(who))).toEqual([202]);
    expect(await triedOf('poe')).toBe(1);
  });
});

/** What everybody is told, once it has been counted. */
async function triedOf(service: string): Promise<number> {
  for (;;) {
    const status = statusSchema.parse(await (await fetch(`${server.url}/v1/status.json`)).json());
    const tried = status.services[service]?.tried ?? 0;
    if (tried > 0) return tried;
  }
}

describe('headers without end', () => {
  it('a proxy is heard behind 3,000 headers of its client', async () => {
    const minute = thisMinute();
    const send = (index: number) => {
      const json = JSON.stringify(batch(index, { seen: [seen({ minute, service: 'grok' })] }));
      return exchange(server.port, [
        `${HEAD}${'a:\r\n'.repeat(3_000)}X-Forwarded-For: ${networkOf(index)}\r\n` +
          `Content-Length: ${json.length}\r\n\r\n${json}`,
      ]);
    };
    const answers = await Promise.all([1, 2, 3].map(send));
    expect(answers.flatMap(statusesIn)).toEqual([202, 202, 202]);
    expect(await triedOf('grok')).toBeGreaterThan(1);
  });
});

describe('a packed body', () => {
  it.each([['gzip'], ['br'], ['deflate'], ['identity'], ['gzip, gzip']])(
    'called %s is refused before it is read, so that nothing is ever unpacked',
    async (encoding) => {
      const bomb = gzipSync(Buffer.alloc(3_000_000));
      const head = `${HEAD}Content-Encoding: ${encoding}\r\nContent-Length: ${bomb.length}\r\n\r\n`;
      expectError(await exchange(server.port, [head]), 415, 'unsupported-type');
    },
  );

  it('that does not say so is no JSON', async () => {
    const { status, json } = await post(gzipSync(JSON.stringify(batch('c'))));
    expect(status).toBe(400);
    expect(errorSchema.parse(json).error.code).toBe('invalid-utf8');
  });
});
