import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { batch, post, seen } from '../support/batches.ts';
import { live } from '../support/crowd.ts';
import { createTestServer, NOON, type TestServer } from '../support/test-server.ts';

const readme = readFileSync(new URL('../../../deploy/README.md', import.meta.url), 'utf8');
const rows = [...readme.matchAll(/^\| `(\/\S*)` \| (\d+) \|$/gm)].map(
  ([, path = '', seconds = '']) => ({ path, seconds: Number(seconds) }),
);

let server: TestServer;

beforeAll(async () => {
  server = createTestServer({ originOf: () => 'https://outcry.example' });
  await live(server, 3, { failing: 40 });
  await server.archive.update();
});

describe('a CDN in front', () => {
  it('is told how long it may keep what', () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows)('may keep $path for $seconds seconds, for everybody', async ({ path, seconds }) => {
    const { status, headers } = await server.request(path);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toMatch(new RegExp(`^public, max-age=${seconds}\\b`));
    expect(headers.get('vary')).toBe('Accept-Encoding');
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('etag')).not.toBeNull();
  });

  it.each(rows)(
    'has the same bytes of $path, whatever the query, the cookie and the language of the browser',
    async ({ path }) => {
      const plain = await (await server.request(path)).text();
      const headers = { cookie: 'a=b', 'accept-language': 'fr', 'user-agent': 'x', referer: 'y' };
      const other = await server.request(`${path}?utm=1`, { headers });
      expect(await other.text()).toBe(plain);
    },
  );

  it('keeps no report, no refusal and nothing of how the server is', async () => {
    const report = post(batch(1, { seen: [seen({ minute: NOON })] }), {});
    const answers = await Promise.all([
      server.request('/v1/reports', report),
      server.request('/v1/reports', post('{', {})),
      server.request('/v1/tokens', post('{', {})),
      server.request('/healthz'),
      server.request('/readyz'),
      server.request('/metrics'),
    ]);
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toMatch(/^no-store/);
    }
  });
});
