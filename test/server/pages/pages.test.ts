import { beforeEach, describe, expect, it } from 'vitest';
import type { ServiceStatus, Status } from '../../../lib/protocol/status.ts';
import { STATES } from '../../../lib/protocol/vocabulary.ts';
import { badge } from '../../../server/pages/badge.ts';
import { homePage } from '../../../server/pages/home-page.ts';
import { PLAIN_LANGUAGE } from '../../../server/pages/language/languages.ts';
import { PAGE_POLICY, STYLE } from '../../../server/pages/style.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;

const PLACE = { language: PLAIN_LANGUAGE, origin: null };

beforeEach(async () => {
  server = createTestServer();
  await server.board.update();
  await server.archive.update();
});

const sources = (status: Status) => ({
  status,
  history: server.archive.history(),
  incidents: [],
});

const page = async (path: string) => (await server.request(path)).text();

describe('the public page', () => {
  it('has a row for each service, with its state in words', async () => {
    const text = await page('/');
    for (const { id, name } of server.services) {
      expect(text).toContain(`data-testid="service-${id}" data-state="unknown"`);
      expect(text).toContain(`>${name}</a>`);
    }
    expect(text).toContain('<h2>Not enough voices to tell</h2>');
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
    const text = String(await homePage(PLACE, [evil], sources(server.board.status())));
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
    const text = String(await homePage(PLACE, server.services, sources(troubled)));
    expect(text).toContain('It is not just you: trouble at Claude.');
    expect(text.indexOf('service-claude')).toBeLessThan(text.indexOf('service-chatgpt'));
    expect(text).toContain('About 62% fail (55% – 69%, 214 voices in the last 10 minutes).');
  });
});

describe('a page of one service', () => {
  it('shows state, charts, official page and badge', async () => {
    const text = await page('/s/chatgpt');
    expect(text).toContain('<title>ChatGPT: not enough voices · Outcry</title>');
    expect(text).toContain('data-testid="service-chatgpt" data-state="unknown"');
    expect(text).toContain('aria-label="Last 24 hours: not enough voices to tell."');
    expect(text).toContain('aria-label="Last 90 days: not enough voices to tell."');
    expect(text).toContain('href="https://status.openai.com"');
    expect(text).toContain('<div class="card"><p class="soft">None.</p></div>');
    expect(text).toContain('/badge/chatgpt.svg');
  });
});

describe('a badge', () => {
  it.each(STATES)('says %s in the word it is given', async (state) => {
    const text = String(await badge('A & B', state, 'a word'));
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).toContain('A &amp; B: a word');
    expect(text).not.toMatch(/undefined|NaN|style=/);
  });

  it('is served as an image for any origin', async () => {
    const { headers } = await server.request('/badge/chatgpt.svg');
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });
});
