import { beforeEach, describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../../lib/protocol/status.ts';
import { incidentId } from '../../../server/judge/incident-of.ts';
import { incidentPage } from '../../../server/pages/incident-page.ts';
import { PLAIN_LANGUAGE } from '../../../server/pages/language/languages.ts';
import {
  besideSentence,
  officialSentence,
  officialStory,
} from '../../../server/pages/official-words.ts';
import { saidSentence } from '../../../server/pages/words.ts';
import { live } from '../support/crowd.ts';
import { incidentRow } from '../support/incident-row.ts';
import { createTestServer, NOON, type TestServer } from '../support/test-server.ts';

let server: TestServer;

const PLACE = { language: PLAIN_LANGUAGE, origin: null };
let chatgpt: TestServer['services'][number];

beforeEach(async () => {
  server = createTestServer();
  await server.judge();
  const found = server.services.find(({ id }) => id === 'chatgpt');
  if (found === undefined) throw new Error('no service');
  chatgpt = found;
});

const textOf = async (...change: Parameters<typeof incidentRow>) =>
  String(await incidentPage(PLACE, chatgpt, incidentRow(...change)));

describe('the page of an incident', () => {
  it('shows our times beside the vendor’s, the lead, the features, the peak and the voices', async () => {
    const text = await textOf();
    for (const words of [
      'We said so 14 minutes before OpenAI’s page.',
      '<time datetime="2026-02-03T18:57:00.000Z">',
      '<time datetime="2026-02-03T19:01:00.000Z">',
      '<time datetime="2026-02-03T19:15:00.000Z">',
      '<time datetime="2026-02-03T19:30:00.000Z">',
      '<q>Elevated errors</q>',
      'at least 55% of ten minutes’ voices',
      '6,000, of which 3,500 failing',
      'mostly past conversations',
      '(33 minutes)',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('needs no script and escapes what the vendor calls it', async () => {
    const official = { posted: NOON, exact: true, resolved: null, title: '<img src=x>"' };
    const text = await textOf({ official });
    expect(text).not.toMatch(/<script|\son\w+=|style="|<img/i);
    expect(text).toContain('&lt;img src=x&gt;&quot;');
  });

  it('says of one that goes on what holds now, and of one that ended unseen that nobody can tell', async () => {
    const open = await textOf({ ended: null, end: null, state: 'recovering' });
    expect(open).toContain('data-testid="incident" data-state="recovering"');
    expect(open).toContain('Recovering, not yet back to normal');
    expect(open).toContain('not yet');
    const unseen = await textOf({ end: 'unseen' });
    expect(unseen).toContain('until nobody was left to tell');
    expect(unseen).toContain('<dt>Last seen</dt>');
  });

  it('is found by the minute in which it was told, and listed on the service’s page and the first one', async () => {
    await live(server, 3, { failing: 40 });
    await server.archive.update();
    const [row] = server.chronicle.incidents();
    const path = `/s/chatgpt/incident/${incidentId(row?.opened ?? 0)}`;
    expect(path).toBe('/s/chatgpt/incident/2026-02-03-1901');
    expect((await server.request(path)).status).toBe(200);
    for (const list of ['/', '/s/chatgpt']) {
      expect(await (await server.request(list)).text()).toContain(`<a href="${path}">`);
    }
  });

  it.each([
    '/s/chatgpt/incident/2026-02-03-1900',
    '/s/claude/incident/2026-02-03-1901',
    '/s/chatgpt/incident/29502421',
    '/s/chatgpt/incident/..%2f..%2fetc',
    '/s/__proto__/incident/2026-02-03-1901',
    '/s/chatgpt/incident/',
  ])('%s is none', async (path) => {
    await live(server, 3, { failing: 40 });
    expect((await server.request(path)).status).toBe(404);
  });
});

const at = (minute: number) => new Date(minute * 60_000).toISOString();

function own(change: Partial<ServiceStatus>, official: Partial<ServiceStatus['official']> = {}) {
  const status = server.board.status().services.chatgpt;
  if (status === undefined) throw new Error('no status');
  const read = { checked: at(NOON + 21), ...official };
  return { ...status, ...change, official: { ...status.official, ...read } };
}

describe('ours beside theirs', () => {
  const failing = { state: 'outage', level: 'confirmed' } as const;
  const open = { ended: null, end: null, state: 'outage', lead: null } as const;
  const beside = (status: ServiceStatus, change: Partial<Parameters<typeof incidentRow>[0]> = {}) =>
    besideSentence(
      PLAIN_LANGUAGE,
      'OpenAI',
      status,
      incidentRow({ ...open, ...change }),
      NOON + 22,
    );

  it('counts how long the vendor’s page has said nothing since we told that it is confirmed', () => {
    const status = own(failing, { state: 'operational' });
    const silent = { posted: null, exact: true, resolved: null, title: null };
    expect(beside(status, { confirmed: NOON, official: silent })).toBe(
      'OpenAI’s page still says that all is fine, 22 minutes after we said so.',
    );
    expect(beside(status, { confirmed: null, official: silent })).toBe(
      'OpenAI’s page says that all is fine.',
    );
  });

  it('says how far we were ahead, or the vendor', () => {
    const status = own(failing, { state: 'degraded', since: at(NOON + 15) });
    expect(beside({ ...status, lead: 14 })).toBe('We said so 14 minutes before OpenAI’s page.');
    const posted = (minute: number) => ({
      posted: minute,
      exact: true,
      resolved: null,
      title: null,
    });
    expect(beside(status, { confirmed: NOON, official: posted(NOON - 5) })).toBe(
      'OpenAI’s page was 5 minutes ahead of us.',
    );
    expect(beside(status, { confirmed: NOON, official: posted(NOON) })).toBe(
      'We and OpenAI’s page said so in the same minute.',
    );
    expect(beside(status, { confirmed: NOON, official: posted(NOON - 300) })).toBe(
      'OpenAI’s page has named trouble since 3 February at 14:00 UTC.',
    );
  });

  it('compares nothing that is not known', () => {
    const unknown = own(failing, { state: 'unknown' });
    expect(beside(unknown)).toBe('');
    const late = { posted: NOON + 15, exact: false, resolved: null, title: null };
    expect(beside(own(failing, { state: 'degraded' }), { official: late })).toBe('');
    expect(officialStory(PLAIN_LANGUAGE, 'OpenAI', incidentRow({ official: null }))).toBe(
      'OpenAI’s page could not be read at the time.',
    );
    expect(
      officialStory(PLAIN_LANGUAGE, 'OpenAI', incidentRow({ official: late, lead: null })),
    ).toContain('nobody can say who was first');
  });

  it('says when the vendor names trouble that the count does not show, and is silent when both are calm', () => {
    const calm = { state: 'operational', level: null } as const;
    const trouble = own(calm, { state: 'outage' });
    expect(besideSentence(PLAIN_LANGUAGE, 'OpenAI', trouble, undefined, NOON)).toBe(
      'OpenAI’s page names trouble that our count does not show.',
    );
    const fine = own(calm, { state: 'operational' });
    expect(besideSentence(PLAIN_LANGUAGE, 'OpenAI', fine, undefined, NOON)).toBe('');
  });

  it.each([
    [{ state: 'unknown', checked: null }, 'not read yet'],
    [{ state: 'unknown' }, 'could not be read since 19:21 UTC'],
    [{ state: 'operational' }, 'OpenAI: all is fine, read at 19:21 UTC'],
    [{ state: 'degraded', since: at(NOON + 15) }, 'OpenAI: partly failing, since 19:15 UTC'],
    [{ state: 'outage', since: null }, 'OpenAI: outage, read at 19:21 UTC'],
  ] as const)('the vendor’s word %j reads "%s"', (official, words) => {
    expect(officialSentence(PLAIN_LANGUAGE, 'OpenAI', own({}, official))).toBe(words);
  });
});

describe('clicks', () => {
  it.each([
    [{}, ''],
    [{ history: 1 }, '1 person also pressed report: past conversations.'],
    [{ history: 70, login: 48 }, '118 people also pressed report: mostly past conversations.'],
    [{ history: 50, login: 50 }, '100 people also pressed report.'],
  ])('%j read "%s"', (said, words) => {
    expect(saidSentence(PLAIN_LANGUAGE, own({ said }))).toBe(words);
  });
});
