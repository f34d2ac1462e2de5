import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../../tools/setup/programs.mjs';
import { listenOn } from '../../support/listen-on.ts';
import { freePort } from '../../support/start-server.ts';

const config = readFileSync(new URL('../../../deploy/nginx.conf', import.meta.url), 'utf8');

/** The proxy of `compose.yaml` as it is, but for names and places, before two nodes that tell what reached them. */
describe('the proxy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-proxy-'));
  const asked: IncomingMessage[] = [];
  const nodes = ['node-1', 'node-2'].map((name) => ({
    name,
    server: createServer((request, response) => {
      asked.push(request);
      request.resume();
      response.writeHead(request.url === '/broken' ? 503 : 200, {
        'cache-control': request.method === 'POST' ? 'no-store' : 'public, max-age=15',
      });
      response.end(name);
    }),
  }));
  let nginx: ChildProcess;
  let origin = '';

  beforeAll(async () => {
    let text = config;
    for (const { name, server } of nodes) {
      text = text.replaceAll(`${name}:8787`, `127.0.0.1:${await listenOn(server, [0])}`);
    }
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    text = text
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
      .replaceAll(/\/var\/(?:run|cache\/nginx)/g, folder)
      .replace('http {', `http {\n${temporary(folder)}`);
    // As root nginx would work as somebody else, to whom the test's folder is closed.
    if (process.getuid?.() === 0) text = `user root;\n${text}`;
    writeFileSync(join(folder, 'nginx.conf'), text);
    const args = [
      '-p',
      folder,
      '-c',
      join(folder, 'nginx.conf'),
      '-e',
      'stderr',
      '-g',
      'daemon off;',
    ];
    nginx = spawn(findProgram('nginx') ?? '', args, { stdio: ['ignore', 'inherit', 'inherit'] });
    await answering(`${origin}/metrics`);
  });
  afterAll(async () => {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await ended;
    for (const { server } of nodes) server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    asked.length = 0;
  });

  it('says who speaks, whatever the visitor says', async () => {
    await fetch(`${origin}/v1/reports`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-forwarded-for': '203.0.113.7', 'content-type': 'application/json' },
    });
    expect(asked.map(({ headers }) => headers['x-forwarded-for'])).toEqual(['127.0.0.1']);
  });

  it('asks for a public file once, however many read it, whatever the query', async () => {
    const path = '/v1/status.json';
    const read = async () => {
      const response = await fetch(`${origin}${path}`);
      return `${response.status} ${await response.text()}`;
    };
    const answers = new Set(await Promise.all(Array.from({ length: 20 }, read)));
    expect([...answers]).toEqual([expect.stringMatching(/^200 node-[12]$/)]);
    expect(asked).toHaveLength(1);
    await fetch(`${origin}${path}?other`);
    expect(asked).toHaveLength(1);
  });

  it('neither keeps nor repeats a report', async () => {
    for (const _ of [1, 2]) await fetch(`${origin}/v1/reports`, { method: 'POST', body: '{}' });
    expect(asked).toHaveLength(2);
  });

  it('takes no longer body than the server, and gives nobody the metrics', async () => {
    const long = await fetch(`${origin}/v1/reports`, { method: 'POST', body: 'x'.repeat(5_000) });
    expect(long.status).toBe(413);
    // As they are written, which `fetch` would tidy up.
    for (const path of ['/metrics', '/metrics?x', '/%6Detrics', '//metrics', '/x/../metrics']) {
      expect(await statusOf(origin, path), path).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('never passes for a collector on this machine, whatever the path', async () => {
    for (const path of ['/metrics/', '/v1/reports']) await statusOf(origin, path);
    expect(asked.map(({ url }) => url)).toEqual(['/metrics/', '/v1/reports']);
    for (const { headers } of asked) expect(headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('writes nobody down', () => {
    expect(config).toContain('access_log off;');
    expect(config).not.toMatch(/access_log\s+[^o]/);
  });
});

/** Where nginx puts bodies aside; as a package it would use folders of the system. */
function temporary(folder: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n');
}

async function statusOf(origin: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  const [response] = (await once(get({ hostname, port, path }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

async function answering(url: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error('nginx does not answer.');
}
