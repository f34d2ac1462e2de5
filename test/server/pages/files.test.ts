import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOriginOf } from '../../../server/pages/origin.ts';
import { historyTable, incidentsTable } from '../../../server/pages/tables.ts';
import { languagePart } from '../../../server/routes/public-routes.ts';
import { live } from '../support/crowd.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const ORIGIN = 'https://outcry.example';
let server: TestServer;

beforeAll(async () => {
  server = createTestServer({ originOf: () => ORIGIN });
  await live(server, 3, { failing: 40 });
  await server.archive.update();
});

const text = async (path: string, init?: RequestInit) => (await server.request(path, init)).text();

describe('the head of a page', () => {
  it('names itself in full, and itself in every language', async () => {
    const page = await text('/fr/s/chatgpt');
    expect(page).toContain('<html lang="fr" dir="ltr">');
    expect(page).toContain(`<link rel="canonical" href="${ORIGIN}/fr/s/chatgpt">`);
    expect(page).toContain(`<link rel="alternate" hreflang="en" href="${ORIGIN}/s/chatgpt">`);
    expect(page).toContain(`<link rel="alternate" hreflang="fr" href="${ORIGIN}/fr/s/chatgpt">`);
    expect(page).toContain(
      `<link rel="alternate" hreflang="x-default" href="${ORIGIN}/s/chatgpt">`,
    );
  });

  it.each(['/', '/how', '/data', '/s/chatgpt', '/s/chatgpt/incident/2026-02-03-1901'])(
    '%s has a picture that is there',
    async (path) => {
      const page = await text(path);
      const [, picture = ''] =
        /property="og:image" content="https:\/\/outcry\.example([^"]+)"/.exec(page) ?? [];
      const answer = await server.request(picture);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/png');
    },
  );

  it.each(['/', '/fr/', '/how', '/fr/how', '/data', '/fr/data', '/fr/s/chatgpt'])(
    '%s has no placeholder left, and no script',
    async (path) => {
      const page = (await text(path)).replaceAll(/<(style|pre)>[\s\S]*?<\/\1>/g, '');
      expect(page).not.toMatch(/\{[a-z]+\}|undefined|NaN|<script|\son\w+=/);
    },
  );

  it('tells no address where none is known', async () => {
    const unknown = createTestServer();
    await unknown.judge();
    const page = await (await unknown.request('/')).text();
    expect(page).not.toContain('rel="canonical"');
    expect(page).toMatch(/content="\/preview\.png\?v=\d+"/);
    expect((await unknown.request('/sitemap.xml')).status).toBe(404);
    expect(await (await unknown.request('/robots.txt')).text()).not.toContain('Sitemap');
  });
});

describe('the public address', () => {
  it.each([
    [null, 'localhost:8787', 'http://localhost:8787'],
    [null, '127.0.0.1:8787', 'http://127.0.0.1:8787'],
    [null, '[::1]:8787', 'http://[::1]:8787'],
    [null, 'localhost:1', null],
    [null, 'evil.example', null],
    [null, 'evil.example:8787', null],
    [null, undefined, null],
    ['https://outcry.example', 'evil.example', 'https://outcry.example'],
  ])('configured as %s and asked as %s is %s', (configured, host, origin) => {
    expect(createOriginOf(configured, () => 8787)(host)).toBe(origin);
  });

  it.each([['x-forwarded-for'], ['via'], ['x-forwarded-host']])(
    'is not taken from what a proxy passes on, here with %s',
    async (name) => {
      const own = createTestServer({ originOf: createOriginOf(null, () => 8787) });
      const host = 'localhost:8787';
      const links = async (headers: Record<string, string>) =>
        (await own.request('/', { headers })).text();
      expect(await links({ host })).toContain(`href="http://${host}/"`);
      expect(await links({ host, [name]: '192.0.2.1' })).not.toContain(host);
    },
  );
});

describe('what search engines read', () => {
  it('lists every page in every language', async () => {
    const map = await text('/sitemap.xml');
    for (const path of ['/', '/fr/', '/s/claude', '/fr/s/claude/', '/data']) {
      const address = `<loc>${ORIGIN}${path.replace(/claude\/$/, 'claude')}</loc>`;
      expect(map).toContain(address);
    }
    expect(map).toContain('/s/chatgpt/incident/2026-02-03-1901</loc>');
    expect(await text('/robots.txt')).toBe(
      `User-agent: *\nAllow: /\nSitemap: ${ORIGIN}/sitemap.xml\n`,
    );
  });
});

describe('where there is nothing', () => {
  it.each([
    ['/nothing', 'There is nothing here'],
    ['/s/unheard-of', 'There is nothing here'],
    ['/fr/nothing', 'Il n’y a rien ici'],
    ['/fr/s/unheard-of', 'Il n’y a rien ici'],
  ])('%s tells people so in words, and is not kept', async (path, words) => {
    const answer = await server.request(path, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('<meta name="robots" content="noindex">');
  });

  it('keeps addresses of several languages apart', async () => {
    const part = languagePart(['ar', 'fr', 'pt-BR']);
    const app = new Hono();
    app.get(part, (c) => c.text(`moved ${c.req.param('language' as never)}`));
    app.get(`${part}/`, (c) => c.text(`home ${c.req.param('language' as never)}`));
    app.get(`${part}/s/:id`, (c) => c.text(`service ${c.req.param('language' as never)}`));
    const ask = async (path: string) => (await app.request(path)).text();
    expect(await ask('/ar')).toBe('moved ar');
    expect(await ask('/ar/')).toBe('home ar');
    expect(await ask('/pt-br/')).toBe('home pt-br');
    expect(await ask('/fr/s/chatgpt')).toBe('service fr');
    for (const path of ['/arfr/', '/a', '/frs/', '/xar/']) {
      expect((await app.request(path)).status).toBe(404);
    }
  });

  it('a language without its slash leads to the first page', async () => {
    const answer = await server.request('/fr');
    expect([answer.status, answer.headers.get('location')]).toEqual([308, '/fr/']);
  });
});

describe('tables', () => {
  const period = {
    start: '2026-02-03T19:00:00.000Z',
    tried: 3,
    failed: 1,
    state: 'outage',
  } as const;
  const history = () => server.archive.history();

  it('have a row for each period that is no gap', () => {
    const services = { chatgpt: { quarters: [null, period], days: [period, null] } };
    expect(historyTable({ ...history(), services })).toBe(
      [
        'service,period,start,tried,failed,state',
        'chatgpt,quarter-hour,2026-02-03T19:00:00.000Z,3,1,outage',
        'chatgpt,day,2026-02-03T19:00:00.000Z,3,1,outage',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['a, b', '"a, b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
    ['-1+2', "'-1+2"],
    ['@x', "'@x"],
  ])('write the vendor’s title %s as %s', (title, cell) => {
    const [incident] = history().incidents;
    if (incident === undefined) throw new Error('no incident');
    const official = { posted: null, resolved: null, title };
    const rows = incidentsTable({ ...history(), incidents: [{ ...incident, official }] });
    expect(rows.split('\r\n')[1]).toContain(`,${cell},`);
  });

  it('are brought up to date with the history', async () => {
    expect(await text('/v1/incidents.csv')).toContain('chatgpt,2026-02-03-1901,');
    const { headers } = await server.request('/v1/history.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('caching', () => {
  it.each(['/', '/s/chatgpt', '/feed.atom', '/badge/chatgpt.svg', '/preview/chatgpt.png'])(
    '%s may be kept by shared caches, and shown while the server is away',
    async (path) => {
      const { headers } = await server.request(path);
      expect(headers.get('cache-control')).toMatch(
        /^public, max-age=\d+, s-maxage=\d+, stale-while-revalidate=\d+, stale-if-error=\d+$/,
      );
      expect(headers.get('vary')).toBe('Accept-Encoding');
    },
  );
});
