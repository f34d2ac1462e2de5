import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';
import { chunk, exchange, expectError, HEAD, statusesIn } from './raw-http.ts';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ OUTCRY_DB: join(folder.path, 'outcry.db') });
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

const SMUGGLED = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
const json = JSON.stringify(batch('a'));
const bodyOf = (text: string) => `Content-Length: ${text.length}\r\n\r\n${text}`;

describe('a request whose length can be read in two ways', () => {
  it.each([
    ['a length and chunks', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks and a length', `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`],
    ['two lengths', `Content-Length: 2\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n{}`],
    ['a list of lengths', `Content-Length: 2, ${SMUGGLED.length}\r\n\r\n{}`],
    ['a signed length', `Content-Length: +2\r\n\r\n{}`],
    ['a negative length', `Content-Length: -2\r\n\r\n{}`],
    ['a length in hex', `Content-Length: 0x2\r\n\r\n{}`],
    ['a length beyond all numbers', `Content-Length: 99999999999999999999999\r\n\r\n{}`],
    ['a space before the colon', `Content-Length : 2\r\n\r\n{}`],
    ['an encoding nobody knows', `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['chunks that are not last', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ['a folded header', `X: a\r\n b: c\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`],
    ['a length of a chunk that is none', `Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`],
    ['a chunk longer than it says', `Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n`],
    ['a zero byte in a header', `X: a\0b\r\n${bodyOf('{}')}`],
    ['a bare carriage return', `X: a\rContent-Length: 9\r\n${bodyOf('{}')}`],
  ])('(%s) ends the connection, and what follows is not answered', async (_, rest) => {
    const text = await exchange(server.port, [HEAD + rest + SMUGGLED], 'end');
    const [status, ...more] = statusesIn(text);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(more).toEqual([]);
    expect(text).not.toContain('{"ok":true}');
  });
});

describe('a body that looks like a request', () => {
  it('is a body', async () => {
    const text = await exchange(
      server.port,
      [HEAD + bodyOf(SMUGGLED), `${HEAD}Connection: close\r\n${bodyOf(json)}`],
      'end',
    );
    expect(statusesIn(text)).toEqual([400, 202]);
  });

  it('is one behind a refusal of the headers, too', async () => {
    const plain = 'POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n';
    const end = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const text = await exchange(server.port, [plain + bodyOf(SMUGGLED), end], 'end');
    expect(statusesIn(text)).toEqual([415, 404]);
  });
});

describe('requests that come together', () => {
  it('are answered in their order', async () => {
    const status = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    const last = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const text = await exchange(
      server.port,
      [HEAD + bodyOf(json) + HEAD + bodyOf('{') + status + last],
      'end',
    );
    expect(statusesIn(text)).toEqual([202, 400, 200, 404]);
  });
});

describe('a body in chunks', () => {
  it('with endless words beside a chunk is cut off', async () => {
    const text = await exchange(
      server.port,
      [`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, `1;${'x'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`],
      'end',
    );
    expect(statusesIn(text)).toEqual([400]);
  });

  it('with headers at its end is taken without them', async () => {
    const text = await exchange(server.port, [
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk(json)}0\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n`,
    ]);
    expect(statusesIn(text)).toEqual([202]);
  });
});

describe('methods that are for proxies', () => {
  it.each([['CONNECT example.com:443'], ['TRACE /v1/status.json'], ['PRI *'], ['TRACK /']])(
    '(%s) open nothing and echo nothing',
    async (start) => {
      const text = await exchange(
        server.port,
        [`${start} HTTP/1.1\r\nHost: x\r\nX-Canary: echoed\r\nConnection: close\r\n\r\n`],
        'end',
      );
      expect(text).not.toContain('echoed');
      expect(statusesIn(text).filter((status) => status < 400)).toEqual([]);
    },
  );

  it('an upgrade is not made', async () => {
    const text = await exchange(
      server.port,
      [
        'GET /nothing HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
      ],
      'end',
    );
    expectError(text, 404, 'not-found');
  });
});
