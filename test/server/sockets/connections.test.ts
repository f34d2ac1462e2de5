import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';
import { chunk, exchange, expectError, HEAD } from './raw-http.ts';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ OUTCRY_DB: `${folder.path}/outcry.db` });
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

describe('on a real connection', () => {
  it('takes a body in chunks', async () => {
    const json = JSON.stringify(batch('a'));
    const parts = [
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n`,
      chunk(json.slice(0, 9)),
      chunk(json.slice(9)),
      '0\r\n\r\n',
    ];
    expect(await exchange(server.port, parts)).toMatch(/^HTTP\/1\.1 202 /);
  });

  it('refuses a long body by its declared length, before it comes', async () => {
    expectError(
      await exchange(server.port, [`${HEAD}Content-Length: 4097\r\n\r\n`]),
      413,
      'too-large',
    );
  });

  it('refuses a body in chunks as soon as it is too long, and does not wait for its end', async () => {
    const parts = [
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n`,
      chunk(' '.repeat(3000)),
      chunk(' '.repeat(3000)),
    ];
    expectError(await exchange(server.port, parts), 413, 'too-large');
  });

  it('goes on with the connection after a refusal', async () => {
    const json = JSON.stringify(batch('b'));
    const bad = `${HEAD}Content-Length: 1\r\n\r\n{`;
    const good = `${HEAD}Content-Length: ${json.length}\r\nConnection: close\r\n\r\n${json}`;
    const text = await exchange(server.port, [bad, good], 'end');
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 202']);
  });

  it('survives a sender that goes away in the middle, and waits for it no longer', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    await new Promise((sent) => socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"v":`, sent));
    socket.destroy();
    await once(socket, 'close');
    const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
    await expect.poll(metrics).toContain('outcry_batches_refused_total{reason="bad-request"} 1\n');
  });

  it('answers what is not HTTP with an error body', async () => {
    expectError(await exchange(server.port, ['nonsense\r\n\r\n'], 'end'), 400, 'bad-request');
  });

  it('answers a target that is no URL with an error body', async () => {
    const text = await exchange(
      server.port,
      ['GET /\\..\\x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      'end',
    );
    expectError(text, 400, 'bad-request');
  });

  it('answers headers beyond 8 KiB with an error body', async () => {
    const text = await exchange(
      server.port,
      [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9000)}\r\n\r\n`],
      'end',
    );
    expectError(text, 431, 'headers-too-large');
  });

  it('cuts off a sender that does not finish its headers', async () => {
    expectError(
      await exchange(server.port, ['GET / HTTP/1.1\r\nHost: x\r\n'], 'end'),
      408,
      'timeout',
    );
  });

  it('cuts off a sender that does not finish its body', async () => {
    const text = await exchange(server.port, [`${HEAD}Content-Length: 100\r\n\r\n{`], 'end');
    expectError(text, 408, 'timeout');
  });

  it('answers a request that expects what no server can give as any other', async () => {
    const text = await exchange(server.port, [
      'GET /nothing HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n',
    ]);
    expectError(text, 404, 'not-found');
  });

  it('answers HEAD without a body', async () => {
    const text = await exchange(
      server.port,
      ['HEAD /v1/status.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      'end',
    );
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toMatch(/content-length: [1-9]\d+\r\n/i);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

  it('gives the same answer with and without routing', async () => {
    const ask = async (target: string) => {
      const text = await exchange(
        server.port,
        [`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
        'end',
      );
      const [head = '', body] = text.split('\r\n\r\n');
      const lines = head.split('\r\n').filter((line) => !line.startsWith('Date: '));
      return { lines: lines.map((line) => line.toLowerCase()).sort(), body };
    };
    expect(await ask('/v1/status.json')).toEqual(await ask('/v1/status.json?routed'));
  });

  it('gives the metrics to this machine only when nobody forwards', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
    const forwarded = await fetch(`${server.url}/metrics`, {
      headers: { 'x-forwarded-for': '127.0.0.1' },
    });
    expect(forwarded.status).toBe(404);
  });

  it('warns once when a proxy is not trusted, without naming it', async () => {
    for (let count = 0; count < 3; count += 1) {
      await fetch(`${server.url}/v1/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.1' },
        body: JSON.stringify(batch('c')),
      });
    }
    const warnings = server.output().match(/"event":"untrusted-forwarding"/g);
    expect(warnings).toHaveLength(1);
    expect(server.output()).not.toContain('198.51.100');
  });
});
