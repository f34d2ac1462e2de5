import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlainRequest } from '../../../server/http/read-plain-request.ts';
import { mutatedText } from '../../support/mutated-text.ts';

const STATUS = 'GET /v1/status.json HTTP/1.1\r\n';
const REPORT = 'POST /v1/reports HTTP/1.1\r\n';
const TYPED = `${REPORT}Host: x\r\nContent-Type: application/json\r\n`;

const read = (text: string, from = 0) => readPlainRequest(Buffer.from(text, 'latin1'), from);

describe('a plain request', () => {
  it('is read with its headers by lower-case names, its body, and where the next one begins', () => {
    const text = `${TYPED}X-Forwarded-For:  192.0.2.1 \r\nContent-Length: 2\r\n\r\n{}${STATUS}`;
    const request = read(text);
    if (typeof request === 'string') throw new Error(request);
    expect(request.route).toBe('reports');
    expect(Object.fromEntries(request.headers)).toEqual({
      host: 'x',
      'content-type': 'application/json',
      'x-forwarded-for': '192.0.2.1',
      'content-length': '2',
    });
    expect(request.body.toString()).toBe('{}');
    expect(text.slice(request.end)).toBe(STATUS);
    expect(read(text, request.end)).toBe('more');
  });

  it.each([
    ['no headers', `${STATUS}\r\n`],
    ['an empty header', `${STATUS}A:\r\n\r\n`],
    ['a connection that stays', `${STATUS}Connection: Keep-Alive\r\n\r\n`],
    ['a body of no bytes', `${TYPED}Content-Length: 0\r\n\r\n`],
    ['the longest body', `${TYPED}Content-Length: 4096\r\n\r\n${'x'.repeat(4096)}`],
  ])('may have %s', (_, text) => {
    expect(read(text)).toMatchObject({ end: text.length });
  });

  it('is waited for while only its beginning has come', () => {
    const text = `${TYPED}Content-Length: 5\r\n\r\n12345`;
    for (let length = 0; length < text.length; length += 1) {
      expect(read(text.slice(0, length))).toBe('more');
    }
  });

  it.each([
    ['another path', 'GET / HTTP/1.1\r\n\r\n'],
    ['a query', 'GET /v1/status.json?x HTTP/1.1\r\n\r\n'],
    ['another method', 'HEAD /v1/status.json HTTP/1.1\r\n\r\n'],
    ['another version', 'GET /v1/status.json HTTP/1.0\r\n\r\n'],
    ['an empty line before it', `\r\n${STATUS}\r\n`],
    ['a lone line feed', 'GET /v1/status.json HTTP/1.1\nA: b\n\n'],
    ['a header without a name', `${STATUS}: b\r\n\r\n`],
    ['a header without a colon', `${STATUS}b\r\n\r\n`],
    ['a space before the colon', `${STATUS}A : b\r\n\r\n`],
    ['a folded header', `${STATUS}A: b\r\n c\r\n\r\n`],
    ['a zero byte', `${STATUS}A: \0\r\n\r\n`],
    ['a lone carriage return', `${STATUS}A: b\rc: d\r\n\r\n`],
    ['a byte beyond ASCII', `${STATUS}A: \xe9\r\n\r\n`],
    ['a header twice', `${STATUS}A: b\r\na: b\r\n\r\n`],
    ['a body of a GET', `${STATUS}Content-Length: 1\r\n\r\nx`],
    ['no length of a POST', `${TYPED}\r\n`],
    ['chunks', `${TYPED}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks and a length', `${TYPED}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx`],
    ['a signed length', `${TYPED}Content-Length: +1\r\n\r\nx`],
    ['a length in hex', `${TYPED}Content-Length: 0x1\r\n\r\nx`],
    ['a length with a zero before it', `${TYPED}Content-Length: 01\r\n\r\nx`],
    ['a list of lengths', `${TYPED}Content-Length: 1, 1\r\n\r\nx`],
    ['no number as length', `${TYPED}Content-Length: \r\n\r\nx`],
    ['a body that is too long', `${TYPED}Content-Length: 4097\r\n\r\n`],
    ['a connection that closes', `${STATUS}Connection: close\r\n\r\n`],
    ['another protocol', `${STATUS}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`],
    ['an expectation', `${TYPED}Content-Length: 1\r\nExpect: 100-continue\r\n\r\nx`],
    ['a head that is too long', `${STATUS}A: ${'b'.repeat(8_192)}\r\n\r\n`],
    ['a head that never ends', `${STATUS}A: ${'b'.repeat(8_192)}`],
  ])('has not %s', (_, text) => {
    expect(read(text)).toBe('other');
  });
});

describe('Node’s own parser', () => {
  interface Heard {
    readonly line: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  let heard: Heard[] = [];
  const server = createServer({ requireHostHeader: false }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const line = `${request.method} ${request.url}`;
    heard.push({ line, headers: request.headers, body: Buffer.concat(chunks).toString('latin1') });
    response.end();
  });
  server.requestTimeout = 1_000;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  async function hear(bytes: Buffer): Promise<readonly Heard[]> {
    heard = [];
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined).resume();
    const closed = once(socket, 'close');
    socket.end(bytes);
    await closed;
    return heard;
  }

  it('reads what is recognised as the same one request', async () => {
    const good = [
      `${STATUS}Host: x\r\nAccept-Encoding: gzip, br\r\nIf-None-Match: "x"\r\n\r\n`,
      `${TYPED}Accept: */*\r\nX-Forwarded-For: 192.0.2.1, 10.0.0.1\r\nContent-Length: 7\r\n\r\n{"v":1}`,
      `${TYPED}Connection: keep-alive\r\nContent-Length: 3\r\n\r\nabc`,
    ];
    let recognised = 0;
    const property = fc.asyncProperty(mutatedText(good), async (text) => {
      const bytes = Buffer.from(text, 'latin1');
      const request = readPlainRequest(bytes, 0);
      if (typeof request === 'string') return;
      recognised += 1;
      const [one, ...more] = await hear(bytes.subarray(0, request.end));
      expect(more).toEqual([]);
      expect(one).toEqual({
        line: request.route === 'status' ? 'GET /v1/status.json' : 'POST /v1/reports',
        headers: Object.fromEntries(request.headers),
        body: request.body.toString('latin1'),
      });
    });
    await fc.assert(property, { numRuns: 600 });
    expect(recognised).toBeGreaterThan(60);
  });
});
