import { beforeEach, describe, expect, it } from 'vitest';
import { feed } from '../../../server/pages/feed.ts';
import { languageOf, PLAIN_LANGUAGE } from '../../../server/pages/language/languages.ts';
import { live, speak } from '../support/crowd.ts';
import { incidentRow } from '../support/incident-row.ts';
import { createTestServer, NOON, type TestServer } from '../support/test-server.ts';

let server: TestServer;

const PLACE = { language: PLAIN_LANGUAGE, origin: null };

beforeEach(async () => {
  server = createTestServer();
  await server.judge();
  await server.archive.update();
});

const UUID =
  /<id>(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})<\/id>/g;

const page = async () => (await server.request('/feed.atom')).text();
const idsIn = (text: string) => [...text.matchAll(UUID)].map(([, id]) => id);
const entries = async () =>
  [...(await page()).matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([text]) => text);

describe('the feed', () => {
  const story = [
    incidentRow({ opened: NOON + 200, ended: null, end: null, state: 'outage', service: 'claude' }),
    incidentRow(),
  ];

  it('is the same however often it is made, with an id for each incident that later ones leave alone', async () => {
    const text = String(await feed(PLACE, server.services, story));
    expect(String(await feed(PLACE, server.services, story))).toBe(text);
    const ids = idsIn(text);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
    const more = [incidentRow({ opened: NOON + 300 }), ...story];
    const later = String(await feed(PLACE, server.services, more));
    for (const id of ids) expect(later).toContain(id);
  });

  it('keeps the id of an incident that is brought up to date, and says when that was', async () => {
    const open = incidentRow({ ended: null, end: null, state: 'outage', updated: NOON + 1 });
    const before = String(await feed(PLACE, server.services, [open]));
    const after = String(await feed(PLACE, server.services, [incidentRow()]));
    expect(idsIn(after)).toEqual(idsIn(before));
    expect(before).toContain('<updated>2026-02-03T19:01:00.000Z</updated>');
    expect(after).toContain('<updated>2026-02-03T19:42:00.000Z</updated>');
    expect(before).toContain('<title>ChatGPT: Outage: many people cannot use it</title>');
    expect(after).toContain('<title>ChatGPT: Outage (over)</title>');
    expect(after).toContain('At the worst at least 55% of ten minutes’ voices failed');
  });

  it('in another language is a feed of its own, with ids of its own', async () => {
    const french = { language: languageOf('fr'), origin: 'https://outcry.example' };
    const text = String(await feed(french, server.services, story));
    expect(text).toContain('xml:lang="fr"');
    expect(text).toContain('<title>ChatGPT\u00a0: Panne (terminé)</title>');
    expect(text).toContain('href="https://outcry.example/fr/s/chatgpt/incident/2026-02-03-1900"');
    const english = idsIn(String(await feed(PLACE, server.services, story)));
    expect(idsIn(text).filter((id) => english.includes(id))).toEqual([]);
  });

  it('says who was first, ours beside theirs', async () => {
    expect(String(await feed(PLACE, server.services, [incidentRow()]))).toContain(
      'We said so 14 minutes before OpenAI’s page.',
    );
  });

  it('tells of an outage as soon as the status does, and keeps the entry when it is settled', async () => {
    const start = server.minute();
    await speak(server, { failing: 40 });
    await server.judge();
    expect(server.board.status().services.chatgpt?.level).toBe('confirmed');
    const [first = '', ...others] = await entries();
    expect(others).toEqual([]);
    expect(first).toContain(`<published>${new Date(start * 60_000).toISOString()}</published>`);
    for (let minute = 0; minute < 30; minute += 1) {
      await live(server, 1, { failing: 40 });
      if (minute % 3 === 0) await server.archive.update();
      const [entry = '', ...more] = await entries();
      expect(more).toEqual([]);
      expect(idsIn(entry)).toEqual(idsIn(first));
      expect(entry).toContain('<title>ChatGPT: Outage');
    }
    expect(server.archive.transitions().length).toBeGreaterThan(0);
  });

  it('is one entry for a failure that comes back within 15 minutes', async () => {
    await live(server, 100);
    await live(server, 12, { failing: 36 });
    let isOver = false;
    for (let minute = 0; minute < 60 && !isOver; minute += 1) {
      await live(server, 1);
      isOver = server.board.status().services.chatgpt?.state === 'operational';
    }
    expect(await entries()).toHaveLength(1);
    expect((await entries())[0]).toContain(' (over)</title>');
    await live(server, 5);
    await live(server, 4, { failing: 36 });
    expect(server.board.status().services.chatgpt?.state).not.toBe('operational');
    const again = await entries();
    expect(again).toHaveLength(1);
    expect(again[0]).not.toContain(' (over)</title>');
    await live(server, 100);
    expect(await entries()).toHaveLength(1);
    await live(server, 4, { failing: 36 });
    expect(await entries()).toHaveLength(2);
  }, 60_000);

  it('tells of no trouble while the word of the crowd is withheld, nor of it later', async () => {
    server = createTestServer({ paused: true });
    await live(server, 30, { failing: 40 });
    await server.archive.update();
    expect(server.archive.transitions().length).toBeGreaterThan(0);
    expect(await page()).not.toContain('<entry>');
  });

  it('has what Atom asks for', async () => {
    const text = await page();
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom" xml:lang="en">/,
    );
    for (const element of ['id', 'title', 'updated', 'author'])
      expect(text).toContain(`<${element}>`);
    const { headers } = await server.request('/feed.atom');
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  });

  it('escapes names', async () => {
    const [service] = server.services.filter(({ id }) => id === 'chatgpt');
    if (service === undefined) throw new Error('no service');
    const evil = { ...service, name: '<b>&', vendor: '</summary>' };
    const text = String(await feed(PLACE, [evil], story));
    expect(text).toContain('<title>&lt;b&gt;&amp;: ');
    expect(text).not.toContain('</summary>’s page');
  });
});
