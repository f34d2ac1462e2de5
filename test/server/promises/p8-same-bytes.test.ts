import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { batch, networkOf, post, seen } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  writeFileSync(join(folder.path, 'rules.json'), sealed(payloadAt(Date.now())));
  server = await startServer({
    OUTCRY_DB: join(folder.path, 'outcry.db'),
    OUTCRY_TRUST_PROXY: '127.0.0.1',
    // Without it the feed names this machine to who asks from here, and to nobody else.
    OUTCRY_ORIGIN: 'https://outcry.example',
  });
  const minute = Math.floor(Date.now() / 60_000);
  for (let index = 0; index < 20; index += 1) {
    const body = batch(index, { seen: [seen({ minute })] });
    await fetch(`${server.url}/v1/reports`, post(body, { 'x-forwarded-for': networkOf(index) }));
  }
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

/** Readers that have nothing in common, one of them as telling as can be. */
const READERS: readonly Record<string, string>[] = [
  { 'accept-encoding': 'identity' },
  {
    'accept-encoding': 'gzip',
    'accept-language': 'de-AT',
    'user-agent': 'Mozilla/5.0 (one of a kind)',
    'x-forwarded-for': '198.51.100.20',
    cookie: 'id=42',
    origin: 'https://example.com',
    'if-none-match': '"what-somebody-else-was-given"',
    'if-modified-since': 'Tue, 03 Feb 2026 19:00:00 GMT',
    range: 'bytes=0-9',
  },
];

async function read(path: string, headers: Record<string, string>) {
  const answer = await fetch(`${server.url}${path}`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  return { body: Buffer.from(await answer.arrayBuffer()), etag: answer.headers.get('etag') ?? '' };
}

/** Reads with all at once, again if the file changed in between. */
async function readAll(path: string) {
  for (;;) {
    const before = await read(path, READERS[0] ?? {});
    const all = await Promise.all(READERS.map((headers) => read(path, headers)));
    const after = await read(path, READERS[0] ?? {});
    if (before.etag === after.etag) return all;
  }
}

describe('P8: everybody gets the same bytes', () => {
  it.each([
    '/v1/status.json',
    '/v1/history.json',
    '/v1/rules.json',
    '/v1/openapi.json',
    '/feed.atom',
  ])('of %s, whoever asks and however, under an ETag that is their hash', async (path) => {
    const answers = await readAll(path);
    const [first] = answers;
    expect(first?.body.length).toBeGreaterThan(200);
    for (const { body, etag } of answers) {
      expect(body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
      const digest = createHash('sha256').update(body).digest('hex');
      expect(etag.replace(/-(?:gzip|br)"$/, '"')).toBe(`"${digest}"`);
    }
  });

  it('and a reader who made the ETag from the body is told that it still holds', async () => {
    const [first] = await readAll('/v1/openapi.json');
    const digest = createHash('sha256')
      .update(first?.body ?? '')
      .digest('hex');
    const answer = await fetch(`${server.url}/v1/openapi.json`, {
      headers: { 'if-none-match': `"${digest}"` },
    });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
  });
});
