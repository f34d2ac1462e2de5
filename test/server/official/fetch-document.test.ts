import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Agent, createServer } from 'node:https';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AskOptions, createAsk } from '../../../server/official/ask.ts';
import {
  type DocumentRequest,
  type Fetched,
  fetchDocument,
  NO_VALIDATORS,
} from '../../../server/official/fetch-document.ts';
import { MAX_BODY_BYTES } from '../../../server/official/read-body.ts';
import { createCertificate } from '../../support/certificate.ts';
import { listenOn } from '../../support/listen-on.ts';
import { type StandInPage, startStandInPage } from './stand-in-page.ts';

const REQUEST: DocumentRequest = {
  url: 'https://status.example.com/api/v2/summary.json',
  type: 'json',
  redirects: ['https://status.example.org'],
  validators: NO_VALIDATORS,
};

const NEVER = new AbortController().signal;

let page: StandInPage;

beforeEach(async () => {
  page = await startStandInPage();
});

afterEach(() => page.stop());

function get(change: Partial<DocumentRequest> = {}, exchangeMs = 5_000): Promise<Fetched> {
  const ask = createAsk({ standIn: page.address });
  return fetchDocument(ask, { ...REQUEST, ...change }, NEVER, exchangeMs);
}

const said = (fetched: Fetched) =>
  fetched.type === 'body'
    ? Buffer.from(fetched.bytes).toString()
    : fetched.type === 'failed'
      ? fetched.reason
      : fetched.type;

/** Answers with a body and headers, whatever is asked. */
function answers(body: string | Buffer, headers: Record<string, string> = {}, status = 200): void {
  page.handle((_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
  );
}

describe('a document', () => {
  it('is asked for politely, without cookies, by a name that is ours', async () => {
    answers('{}', { 'set-cookie': 'a=b' });
    expect(said(await get())).toBe('{}');
    await get();
    expect(page.seen).toHaveLength(2);
    for (const { what, headers } of page.seen) {
      expect(what).toBe('GET status.example.com/api/v2/summary.json');
      expect(Object.keys(headers).sort()).toEqual([
        ...['accept', 'accept-encoding', 'connection', 'host', 'user-agent'],
      ]);
      expect(headers.accept).toBe('application/json');
      expect(headers['user-agent']).toMatch(/^outcry-official-status\/\d/);
    }
  });

  it.each([
    ['gzip', gzipSync('{"a":1}')],
    ['br', brotliCompressSync('{"a":1}')],
    ['identity', Buffer.from('{"a":1}')],
  ])('may come as %s', async (encoding, body) => {
    answers(body, { 'content-encoding': encoding });
    expect(said(await get())).toBe('{"a":1}');
  });

  it('that has not changed is not sent again', async () => {
    page.handle(({ headers }, response) => {
      const isSame = headers['if-none-match'] === '"v1"';
      const etag = { etag: '"v1"', 'last-modified': 'Tue, 24 Nov 2026 14:00:00 GMT' };
      response
        .writeHead(isSame ? 304 : 200, { 'content-type': 'application/json', ...etag })
        .end(isSame ? undefined : '{}');
    });
    const first = await get();
    const validators = first.type === 'body' ? first.validators : NO_VALIDATORS;
    expect(validators).toEqual({ etag: '"v1"', lastModified: 'Tue, 24 Nov 2026 14:00:00 GMT' });
    expect(said(await get({ validators }))).toBe('unchanged');
    expect(page.seen[1]?.headers['if-modified-since']).toBe('Tue, 24 Nov 2026 14:00:00 GMT');
  });

  it.each([
    ['a 304 that nobody asked for', 304, 'other-status'],
    ['403', 403, 'refused'],
    ['401', 401, 'refused'],
    ['429', 429, 'refused'],
    ['404', 404, 'missing'],
    ['500', 500, 'server-error'],
    ['503', 503, 'server-error'],
    ['204', 204, 'other-status'],
    ['206', 206, 'other-status'],
    ['a redirect to nowhere', 302, 'redirect'],
  ])('is not read from %s', async (_, status, reason) => {
    answers('', {}, status);
    expect(said(await get())).toBe(reason);
  });

  it.each([
    ['text/html; charset=utf-8', 'wrong-type'],
    ['text/plain', 'wrong-type'],
    ['', 'wrong-type'],
    ['application/json; charset=utf-16', 'wrong-type'],
    ['application/jsonp', 'wrong-type'],
    ['application/json;charset=UTF-8', '{}'],
    ['application/vnd.api+json', '{}'],
  ])('of the type %j is told apart', async (type, expected) => {
    answers('{}', { 'content-type': type });
    expect(said(await get())).toBe(expected);
  });

  it.each([
    ['application/rss+xml; charset=utf-8', '<rss/>'],
    ['application/atom+xml', '<rss/>'],
    ['text/xml', '<rss/>'],
    ['application/json', 'wrong-type'],
  ])('that is a feed has its own types: %s', async (type, expected) => {
    answers('<rss/>', { 'content-type': type });
    expect(said(await get({ type: 'xml' }))).toBe(expected);
  });
});

describe('a document that is too long', () => {
  const drain = (response: ServerResponse) => {
    const part = Buffer.alloc(65_536, '0');
    let sent = 0;
    const more = () => {
      while (sent < 3 * 1024 * 1024) {
        sent += part.length;
        if (!response.write(part)) return response.once('drain', more);
      }
      return response.end();
    };
    more();
  };

  it('is given up at 2 MiB', async () => {
    page.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      drain(response);
    });
    expect(said(await get())).toBe('too-long');
  });

  it('is not even begun when it says so', async () => {
    answers(Buffer.alloc(3 * 1024 * 1024, '0'));
    expect(said(await get())).toBe('too-long');
  });

  it('may be as long as that', async () => {
    answers(Buffer.alloc(MAX_BODY_BYTES, '0'));
    expect(said(await get())).toHaveLength(MAX_BODY_BYTES);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(200 * 1024 * 1024, '0'))],
    ['br', brotliCompressSync(Buffer.alloc(20 * 1024 * 1024, '0'))],
  ])('is not unpacked: %s', async (encoding, body) => {
    expect(body.length).toBeLessThan(MAX_BODY_BYTES);
    answers(body, { 'content-encoding': encoding });
    expect(said(await get())).toBe('too-long');
  });

  it.each([
    ['gzip that is none', 'gzip', Buffer.from('{}')],
    ['gzip cut off', 'gzip', gzipSync(Buffer.alloc(10_000, 'x')).subarray(0, 30)],
    ['brotli that is none', 'br', Buffer.from('{"page":"plain text"}')],
    ['an encoding that was not asked for', 'zstd', Buffer.from('{}')],
    ['two encodings', 'gzip, gzip', gzipSync(gzipSync('{}'))],
  ])('or is not what it says is refused: %s', async (_, encoding, body) => {
    answers(body, { 'content-encoding': encoding });
    expect(said(await get())).toBe('encoding');
  });
});

describe('a page that takes its time', () => {
  const withIn = async (ms: number, expected: string) => {
    const started = performance.now();
    expect(said(await get({}, ms))).toBe(expected);
    expect(performance.now() - started).toBeLessThan(ms + 4_000);
  };

  it('is given up when it never answers', async () => {
    page.handle(() => undefined);
    await withIn(200, 'timeout');
  });

  it('is given up when its body drips', async () => {
    page.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    });
    await withIn(300, 'timeout');
  });

  it('is given up when it hands on and on, slowly', async () => {
    page.handle((_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/next' }).end(), 100);
    });
    await withIn(250, 'timeout');
  });

  it('is let go at once when the server stops', async () => {
    page.handle(() => undefined);
    const stop = new AbortController();
    const asked = fetchDocument(createAsk({ standIn: page.address }), REQUEST, stop.signal);
    await expect.poll(() => page.seen.length).toBe(1);
    stop.abort();
    expect(said(await asked)).toBe('timeout');
  });

  it('is not waited for even by an asker that ignores its signal', async () => {
    const asked = fetchDocument(() => new Promise(() => undefined), REQUEST, NEVER, 50);
    expect(said(await asked)).toBe('timeout');
  });

  it('and breaks off is a broken network', async () => {
    page.handle((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    });
    expect(said(await get())).toBe('network');
  });

  it('or is not there at all is one too', async () => {
    await page.stop();
    expect(said(await get())).toBe('network');
  });
});

describe('a redirect', () => {
  const sends = (...locations: readonly string[]) => {
    let at = 0;
    page.handle((_, response) => {
      const location = locations[at];
      at += 1;
      if (location === undefined) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      } else response.writeHead(302, { location }).end('moved');
    });
  };

  it('to a listed origin is followed', async () => {
    sends('https://status.example.org/elsewhere.json', '/again.json');
    expect(said(await get())).toBe('{}');
    expect(page.seen.map(({ what }) => what)).toEqual([
      'GET status.example.com/api/v2/summary.json',
      'GET status.example.org/elsewhere.json',
      'GET status.example.org/again.json',
    ]);
  });

  it.each([
    'https://status.example.net/',
    'http://status.example.com/plain',
    'https://status.example.com:8443/',
    'https://user@status.example.com/',
    'https://:secret@status.example.com/',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//evil.example/',
    'https://status.example.com.evil.example/',
    'https://[',
  ])('to %s is not', async (location) => {
    sends(location);
    expect(said(await get())).toBe('redirect');
    expect(page.seen).toHaveLength(1);
  });

  it('in a circle ends after five', async () => {
    sends(...Array.from({ length: 50 }, () => '/again'));
    expect(said(await get())).toBe('redirect');
    expect(page.seen).toHaveLength(6);
  });
});

describe('the way to real hosts', () => {
  const HOST = 'localhost';

  async function secureGet(options: Omit<AskOptions, 'agent'>): Promise<[string, number]> {
    const { key, cert } = await createCertificate([HOST]);
    let requests = 0;
    const server = createServer({ key, cert }, (_, response) => {
      requests += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"tls":true}');
    });
    const port = await listenOn(server, [0]);
    const ask = createAsk({ ...options, agent: new Agent({ ca: cert }) });
    const url = `https://${HOST}:${port}/`;
    const fetched = await fetchDocument(ask, { ...REQUEST, url }, NEVER, 5_000);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    return [said(fetched), requests];
  }

  it('is TLS with a certificate that is checked', async () => {
    expect(await secureGet({ isAllowed: () => true })).toEqual(['{"tls":true}', 1]);
  });

  it('does not lead to this machine or its neighbours', async () => {
    expect(await secureGet({})).toEqual(['private-address', 0]);
  });

  it('is not taken without a certificate that fits', async () => {
    const { key, cert } = await createCertificate(['status.example.com']);
    const server = createServer({ key, cert }, (_, response) => response.end('{}'));
    const port = await listenOn(server, [0]);
    const ask = createAsk({ isAllowed: () => true, agent: new Agent({ ca: cert }) });
    const url = `https://${HOST}:${port}/`;
    expect(said(await fetchDocument(ask, { ...REQUEST, url }, NEVER, 5_000))).toBe('network');
    server.close();
    server.closeAllConnections();
  });

  it('fails like any network for a name that does not exist', async () => {
    const request = { ...REQUEST, url: 'https://status.invalid/' };
    const fetched = await fetchDocument(createAsk(), request, NEVER, 9_000);
    expect(['network', 'timeout']).toContain(said(fetched));
  });
});
