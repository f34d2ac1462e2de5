import { beforeEach, describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../../lib/protocol/status.ts';
import { STATES } from '../../../lib/protocol/vocabulary.ts';
import { badge } from '../../../server/pages/badge.ts';
import { feed, newsOf } from '../../../server/pages/feed.ts';
import { homePage } from '../../../server/pages/home-page.ts';
import { PAGE_POLICY, STYLE } from '../../../server/pages/style.ts';
import type { Transition } from '../../../server/store/store.ts';
import { batch, failed, networkOf, post } from '../support/batches.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = createTestServer();
  await server.board.update();
  await server.archive.update();
});

const page = async (path: string) => (await server.request(path)).text();

describe('the public page', () => {
  it('has a row for each service, with its state in words', async () => {
    const text = await page('/');
    for (const { id, name } of server.services) {
      expect(text).toContain(`data-testid="service-${id}" data-state="unknown"`);
      expect(text).toContain(`>${name}</a>`);
    }
    expect(text.match(/Not enough voices to tell/g)?.length).toBeGreaterThan(
      server.services.length,
    );
  });

  it('says when it was made and what the official column knows', async () => {
    const text = await page('/');
    expect(text).toContain(
      '<time datetime="2026-02-03T19:00:00.000Z">3 February at 19:00 UTC</time>',
    );
    expect(text).toContain('not read yet');
  });

  it('is honest when nobody spoke', async () => {
    expect(await page('/')).toContain('Not enough voices to tell about any service.');
  });

  it('needs no script, and its style sheet is the one the policy names', async () => {
    const text = await page('/');
    expect(text).not.toMatch(/<script|\son\w+=|style="|javascript:/i);
    expect(text).toContain(`<style>${STYLE}</style>`);
    expect(PAGE_POLICY).toContain("style-src 'sha256-");
    expect(PAGE_POLICY).not.toContain('unsafe');
  });

  it('escapes what services are called', async () => {
    const [service] = server.services;
    if (service === undefined) throw new Error('no service');
    const evil = { ...service, name: '<script>alert(1)</script>', vendor: '"onload="x' };
    const text = String(await homePage([evil], server.board.status(), server.archive.history()));
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('"onload=');
  });

  it('puts trouble first and says so in the first sentence', async () => {
    const status = server.board.status();
    const claude = status.services.claude;
    if (claude === undefined) throw new Error('no service');
    const outage: ServiceStatus = {
      ...claude,
      state: 'outage',
      level: 'confirmed',
      tried: 214,
      failed: 133,
      share: [0.55, 0.69],
    };
    const troubled = { ...status, services: { ...status.services, claude: outage } };
    const text = String(await homePage(server.services, troubled, server.archive.history()));
    expect(text).toContain('It is not just you: trouble at Claude.');
    expect(text.indexOf('service-claude')).toBeLessThan(text.indexOf('service-chatgpt'));
    expect(text).toContain('About 62 % fail (55 to 69 %, 214 voices in the last 10 minutes).');
  });
});

describe('a page of one service', () => {
  it('shows state, charts, official page and badge', async () => {
    const text = await page('/s/chatgpt');
    expect(text).toContain('<title>ChatGPT: not enough voices · Outcry</title>');
    expect(text).toContain('data-testid="service-chatgpt" data-state="unknown"');
    expect(text).toContain('aria-label="Last 24 hours: not enough voices to tell."');
    expect(text).toContain('href="https://status.openai.com"');
    expect(text).toContain('/badge/chatgpt.svg');
  });
});

describe('a badge', () => {
  it.each(STATES)('says %s in words', async (state) => {
    const text = String(await badge('A & B', state));
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).toContain('A &amp; B: ');
    expect(text).not.toMatch(/undefined|NaN|style=/);
  });

  it('is served as an image for any origin', async () => {
    const { headers } = await server.request('/badge/chatgpt.svg');
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});

describe('the feed', () => {
  const change = (minute: number, state: Transition['state'], level: Transition['level'] = null) =>
    ({ service: 'chatgpt', minute, state, level }) as const;
  const story = [
    change(1, 'operational'),
    change(2, 'degraded', 'suspected'),
    change(3, 'outage', 'confirmed'),
    change(4, 'unknown'),
    change(5, 'operational'),
    change(6, 'unknown'),
    change(7, 'operational'),
  ];

  it('tells of trouble and its end, newest first, and not of silence', () => {
    expect(newsOf(story).map(({ minute }) => minute)).toEqual([5, 3, 2]);
  });

  it('is the same however often it is made, with an id for each entry', async () => {
    const text = String(await feed(server.services, story));
    expect(String(await feed(server.services, story))).toBe(text);
    const ids = [
      ...text.matchAll(
        /<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/g,
      ),
    ];
    expect(ids).toHaveLength(4);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(4);
    const later = String(await feed(server.services, [...story, change(9, 'outage', 'confirmed')]));
    for (const [, id] of ids) expect(later).toContain(id);
  });

  it('tells of an outage as soon as the status does, and keeps the entry when it is settled', async () => {
    const start = server.minute();
    const speak = async () => {
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => {
          const body = batch(`${index}/${server.minute()}`, { seen: [failed(server.minute())] });
          return server.requestFrom(networkOf(index), '/v1/reports', post(body));
        }),
      );
    };
    await speak();
    await server.board.update();
    expect(server.board.status().services.chatgpt?.state).toBe('outage');
    const entries = async () =>
      [...(await page('/feed.atom')).matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([text]) => text);
    const [first, ...others] = await entries();
    expect(others).toEqual([]);
    expect(first).toContain('<title>ChatGPT: Outage');
    expect(first).toContain(new Date(start * 60_000).toISOString());
    for (let minute = 0; minute < 20; minute += 1) {
      server.pass(1);
      await speak();
      await server.board.update();
      if (minute % 3 === 0) await server.archive.update();
      expect(await entries()).toEqual([first]);
    }
    expect(server.archive.transitions()).toHaveLength(1);
  });

  it('tells of no trouble while the word of the crowd is withheld', async () => {
    server = createTestServer({ paused: true });
    for (let index = 0; index < 40; index += 1) {
      const body = batch(index, { seen: [failed(server.minute())] });
      await server.requestFrom(networkOf(index), '/v1/reports', post(body));
    }
    await server.board.update();
    expect(await page('/feed.atom')).not.toContain('<entry>');
  });

  it('has what Atom asks for', async () => {
    const text = await page('/feed.atom');
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/,
    );
    for (const element of ['id', 'title', 'updated', 'author'])
      expect(text).toContain(`<${element}>`);
    const { headers } = await server.request('/feed.atom');
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  });

  it('escapes names', async () => {
    const [service] = server.services;
    if (service === undefined) throw new Error('no service');
    const text = String(await feed([{ ...service, name: '<b>&' }], story));
    expect(text).toContain('<title>&lt;b&gt;&amp;: ');
  });
});
