import { describe, expect, it } from 'vitest';
import type { ReadableEntry } from '../../../lib/services/official-schema.ts';
import type { Reading } from '../../../server/official/reading.ts';
import {
  BETTER_STACK,
  ENTRIES,
  entryOf,
  FAMILIES,
  type Family,
  fixture,
  fixtureNames,
  PUBLISHED,
  readBytes,
} from './fixtures.ts';

/** A state, or why it can't be read; and with an incident its title. */
type Expected = readonly [said: string, title?: string];

const CLAUDE = ['degraded', 'Elevated errors on claude.ai'] as const;
const CHATGPT = ['degraded', 'Elevated errors across ChatGPT'] as const;
const GEMINI = 'Gemini app users may see errors when they send a prompt.';
const SLOW = ['degraded', 'Pages load slowly'] as const;
const DEEPSEEK = 'DeepSeek 网页/API 性能下降（DeepSeek Web/API Degraded Performance）';
const COPILOT = "We're investigating an issue with Copilot. More";
const MODELS = '[grok.com] Models outage';

const EXPECTED: Readonly<Record<Family, Readonly<Record<string, Expected>>>> = {
  statuspage: {
    operational: ['operational'],
    'degraded-performance': CLAUDE,
    'partial-outage': CLAUDE,
    'major-outage': ['outage', 'claude.ai is down'],
    'under-maintenance': ['degraded', 'Database maintenance'],
    monitoring: ['recovering', 'Elevated errors on claude.ai'],
    'incident-while-operational': CLAUDE,
    'incident-elsewhere': ['operational'],
    'information-only': ['operational'],
    'resolved-incident': ['operational'],
    'unknown-word': ['unknown-word'],
    'component-gone': ['part-missing'],
    'other-page': ['wrong-page'],
    abandoned: ['abandoned'],
    'page-none': ['operational'],
    'page-minor': ['degraded', 'Messages fail'],
    'page-major': ['degraded', 'Messages fail'],
    'page-critical': ['outage', 'Messages fail'],
    'page-maintenance': ['degraded'],
    'named-degraded': ['degraded'],
    'named-twice': ['part-missing'],
  },
  'incident-io': {
    operational: ['operational'],
    'degraded-performance': CHATGPT,
    'partial-outage': CHATGPT,
    'full-outage': ['outage', CHATGPT[1]],
    'major-outage': ['outage', CHATGPT[1]],
    'under-maintenance': ['degraded', 'Database maintenance'],
    monitoring: ['recovering', CHATGPT[1]],
    'incident-while-operational': CHATGPT,
    'works-again': ['operational'],
    'api-only': ['operational'],
    'incident-without-components': ['operational'],
    'undefined-text': ['operational'],
    'unknown-word': ['unknown-word'],
    'component-gone': ['part-missing'],
    'other-page': ['wrong-page'],
    'list-operational': ['operational'],
    'list-full-outage': ['outage'],
  },
  google: {
    'nothing-open': ['operational'],
    disruption: ['degraded', GEMINI],
    outage: ['outage', GEMINI],
    information: ['operational'],
    'other-product': ['operational'],
    'no-longer-affected': ['operational'],
    'end-absent': ['degraded', GEMINI],
    'empty-list': ['wrong-page'],
    'unknown-word': ['unknown-word'],
  },
  instatus: {
    up: ['operational'],
    'has-issues-degradedperformance': ['degraded', 'Answers fail'],
    'has-issues-minoroutage': ['degraded', 'Answers fail'],
    'has-issues-partialoutage': ['degraded', 'Answers fail'],
    'has-issues-majoroutage': ['outage', 'Answers fail'],
    'under-maintenance': ['degraded', 'Database move'],
    'has-issues-alone': ['unknown-word'],
    'notice-only': ['operational'],
    'unknown-word': ['unknown-word'],
  },
  'better-stack': {
    operational: ['operational'],
    degraded: SLOW,
    downtime: ['outage', SLOW[1]],
    maintenance: SLOW,
    'not-monitored': ['unknown-word'],
    'report-while-operational': SLOW,
    'report-elsewhere': ['operational'],
    planned: ['operational'],
  },
  flashduty: {
    operational: ['operational'],
    degraded: ['degraded', DEEPSEEK],
    'partial-outage': ['degraded', DEEPSEEK],
    'full-outage': ['outage', DEEPSEEK],
    monitoring: ['recovering', DEEPSEEK],
    'works-again': ['operational'],
    'api-only': ['operational'],
    'unknown-word': ['unknown-word'],
    'component-gone': ['part-missing'],
    'other-page': ['wrong-page'],
  },
  microsoft: {
    available: ['operational'],
    operational: ['operational'],
    'service-degradation': ['degraded', COPILOT],
    'service-degradation-joined': ['degraded', 'Copilot does not answer'],
    'service-restored': ['recovering', COPILOT],
    unknown: ['unknown-word'],
    stale: ['abandoned'],
    'service-gone': ['part-missing'],
  },
  rss: {
    'all-resolved': ['operational'],
    'active-outage': ['outage', MODELS],
    'active-disruption': ['degraded', '[Grok (Web)] Chat replies are slow'],
    monitoring: ['recovering', MODELS],
    elsewhere: ['operational'],
    unrecognised: ['unknown-word'],
    contradiction: ['unknown-word'],
    empty: ['operational'],
    'other-page': ['wrong-page'],
    'other-self': ['wrong-page'],
    'flashduty-identified': [
      'outage',
      'DeepSeek 网页端/API 不可用（DeepSeek WEB/API Unavailable）',
    ],
    'flashduty-slow': ['degraded', 'DeepSeek 网页 性能下降（DeepSeek Web Degraded Performance）'],
    'flashduty-other-component': ['operational'],
    'flashduty-newest-resolved': ['operational'],
    'atom-identified': ['degraded', 'Elevated errors across ChatGPT and Codex'],
  },
};

const FLASHDUTY_FEED: ReadableEntry = {
  family: 'rss',
  url: 'https://status.deepseek.com/feed.rss',
  page: { names: ['DeepSeek Status'] },
  items: { component: 'Web Chat Service' },
};

const OPENAI_FEED: ReadableEntry = {
  family: 'rss',
  url: 'https://status.openai.com/feed.atom',
  page: { names: ['OpenAI status'], self: 'https://status.openai.com/feed.atom' },
  items: { component: 'Conversations' },
};

function entryFor(family: Family, name: string): ReadableEntry {
  if (name.startsWith('page-')) return entryOf('poe');
  if (name.startsWith('named-')) return entryOf('kimi');
  if (name.startsWith('flashduty-')) return FLASHDUTY_FEED;
  if (name.startsWith('atom-')) return OPENAI_FEED;
  return ENTRIES[family];
}

function said(reading: Reading): Expected {
  if (!reading.isRead) return [reading.reason];
  const { state, incident } = reading;
  return incident === null ? [state] : [state, incident.title];
}

const stem = (name: string) => name.replace(/\.\w+$/, '');

describe.each(FAMILIES)('a document of the family %s', (family) => {
  it('has a fixture for each word', () => {
    expect(fixtureNames(family).map(stem).sort()).toEqual(Object.keys(EXPECTED[family]).sort());
  });

  it.each(fixtureNames(family))('is read right: %s', async (name) => {
    const reading = await readBytes(entryFor(family, name), fixture(family, name));
    expect(said(reading)).toEqual(EXPECTED[family][stem(name)]);
  });

  it('tells when the vendor published its incident, and an id', async () => {
    const told = await Promise.all(
      fixtureNames(family).map((name) => readBytes(entryFor(family, name), fixture(family, name))),
    );
    const incidents = told.flatMap((reading) =>
      reading.isRead && reading.incident !== null ? [reading] : [],
    );
    expect(incidents.length).toBeGreaterThan(1);
    for (const { since, incident } of incidents) {
      expect(incident?.id).not.toBe('');
      expect(since).toBe(incident?.publishedAt);
      const seconds = Math.floor((incident?.publishedAt ?? 0) / 1000);
      const isPlanned = incident?.title === 'Database move';
      expect(seconds).toBe(isPlanned ? Date.UTC(2026, 10, 24, 14) / 1000 : PUBLISHED / 1000);
    }
  });
});

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('several parts', () => {
  const part = (id: string, status: string) => ({ id, name: id, status });
  const entry = { ...ENTRIES.statuspage, components: ['a1', 'b2'] } as ReadableEntry;
  const page = (...components: unknown[]) =>
    json({ page: { id: 'tymt9n04zgry', name: 'Claude' }, components });

  it.each([
    ['both work', ['operational', 'operational'], 'operational'],
    ['one is slow', ['degraded_performance', 'operational'], 'degraded'],
    ['one is down', ['degraded_performance', 'major_outage'], 'outage'],
    ['one is missing and the other works', ['operational'], 'part-missing'],
    ['one is missing and the other is down', ['major_outage'], 'outage'],
    ['one has a word that is not known', ['operational', 'sparkling'], 'unknown-word'],
    ['one has such a word and the other is slow', ['partial_outage', 'sparkling'], 'degraded'],
  ])('are as bad as the worst: %s', async (_, states, expected) => {
    const components = states.map((status, index) => part(index === 0 ? 'a1' : 'b2', status));
    expect(said(await readBytes(entry, page(...components)))).toEqual([expected]);
  });

  it('are never a group, which only repeats its children', async () => {
    const body = page({ ...part('a1', 'operational'), group: true }, part('b2', 'operational'));
    expect(said(await readBytes(entry, body))).toEqual(['part-missing']);
  });

  it('take the worst of two entries with the same id', async () => {
    const body = page(
      part('a1', 'operational'),
      part('a1', 'major_outage'),
      part('b2', 'operational'),
    );
    expect(said(await readBytes(entry, body))).toEqual(['outage']);
  });
});

describe('an incident', () => {
  const open = (id: string, status: string, impact: string, created_at: unknown) => ({
    ...{ id, name: `incident ${id}`, status, impact, created_at },
    components: [{ id: 'rwppv331jlwc' }],
  });
  const page = (...incidents: unknown[]) =>
    json({
      page: { id: 'tymt9n04zgry', name: 'Claude' },
      components: [{ id: 'rwppv331jlwc', name: 'claude.ai', status: 'partial_outage' }],
      incidents,
    });
  const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour)).toISOString();

  it('that is worst explains, of equal ones the newest', async () => {
    const body = page(
      open('old', 'investigating', 'minor', at(9)),
      open('worst', 'investigating', 'critical', at(10)),
      open('newer', 'investigating', 'critical', at(11)),
    );
    expect(said(await readBytes(ENTRIES.statuspage, body))).toEqual(['degraded', 'incident newer']);
  });

  it('that is not only watched keeps the part from recovering', async () => {
    const body = page(
      open('one', 'monitoring', 'major', at(9)),
      open('two', 'identified', 'minor', at(10)),
    );
    expect(said(await readBytes(ENTRIES.statuspage, body))).toEqual(['degraded', 'incident one']);
  });

  it.each([
    ['garbage', 'yesterday-ish'],
    ['in the future', '2031-01-01T00:00:00Z'],
    ['before there were status pages', '1970-01-01T00:00:00Z'],
    ['not text', 1_795_530_667],
    ['missing', undefined],
  ])('has no time of publication when it is %s', async (_, created) => {
    const body = page(open('one', 'investigating', 'major', created));
    const reading = await readBytes(ENTRIES.statuspage, body);
    expect(reading).toMatchObject({
      state: 'degraded',
      since: null,
      incident: { publishedAt: null },
    });
  });

  it('has a title of one line without markup, of at most 200 characters', async () => {
    const name = `<img src=x onerror=alert(1)>Errors&nbsp;\n\u202E on <b>claude</b> ${'𝔘'.repeat(300)}`;
    const body = page({ ...open('one', 'investigating', 'major', at(9)), name });
    const reading = await readBytes(ENTRIES.statuspage, body);
    const title = reading.isRead ? (reading.incident?.title ?? '') : '';
    expect(title).toMatch(/^Errors on claude 𝔘+…$/u);
    expect(Array.from(title)).toHaveLength(200);
  });
});

describe('the page as a whole, where resources are not chosen', () => {
  it.each([
    ['operational', 'operational'],
    ['degraded', 'degraded'],
    ['downtime', 'outage'],
    ['maintenance', 'degraded'],
    ['sparkling', 'unknown-word'],
  ])('speaks by its aggregate state: %s', async (word, expected) => {
    const body = json({
      data: { attributes: { company_name: 'Together AI', aggregate_state: word } },
      included: [],
    });
    const entry = { ...BETTER_STACK, resources: undefined } as ReadableEntry;
    expect(said(await readBytes(entry, body))).toEqual([expected]);
  });
});
