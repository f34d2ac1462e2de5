import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Period, ServiceHistory } from '../../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../../lib/protocol/status.ts';
import { msOf, type State } from '../../../lib/protocol/vocabulary.ts';
import { readServices } from '../../../lib/services/read.ts';
import { dataPage } from '../../../server/pages/data-page.ts';
import { feed } from '../../../server/pages/feed.ts';
import { homePage } from '../../../server/pages/home-page.ts';
import { howPage } from '../../../server/pages/how-page.ts';
import { incidentPage } from '../../../server/pages/incident-page.ts';
import { LANGUAGES } from '../../../server/pages/language/languages.ts';
import type { Message } from '../../../server/pages/language/messages.ts';
import type { PageLanguage } from '../../../server/pages/language/page-language.ts';
import { missingPage } from '../../../server/pages/missing-page.ts';
import { servicePage } from '../../../server/pages/service-page.ts';
import { quietStatus } from '../../support/quiet-status.ts';
import { incidentRow } from '../support/incident-row.ts';
import { NOON } from '../support/test-server.ts';

type Texts = Readonly<Record<string, Message>>;

const services = readServices();
const [first] = services;
const chatgpt = services.find(({ id }) => id === 'chatgpt') ?? first;
if (!chatgpt) throw new Error('There is no service.');

const textsOf = (tag: string): Texts =>
  JSON.parse(
    readFileSync(new URL(`../../../server/pages/locales/${tag}.json`, import.meta.url), 'utf8'),
  ) as Texts;
const english = textsOf('en');

const AT = '2026-02-03T19:00:00.000Z';
const SINCE = '2026-02-03T18:57:00.000Z';
const trouble = {
  level: 'confirmed',
  since: SINCE,
  tried: 214,
  failed: 133,
  share: [0.55, 0.69],
  signals: { 'conversation/http-5xx': 120, 'history/overloaded': 13, 'api/stall': 1 },
  said: { conversation: 21, login: 2 },
} satisfies Partial<ServiceStatus>;
const official = (state: State, since: string | null = null) => ({
  official: { state, since, url: chatgpt.statusPage, checked: AT },
});

/** What a service may be like, by name. */
const SITUATIONS: Readonly<Record<string, Partial<ServiceStatus>>> = {
  'nobody spoke': {},
  'too few spoke': { tried: 3, failed: 1 },
  'all is well': { state: 'operational', tried: 400, failed: 2, share: [0, 0.02] },
  'reports rise': { ...trouble, state: 'degraded', level: 'suspected', ...official('operational') },
  'some fail': { ...trouble, state: 'degraded', ...official('degraded', SINCE), lead: 4 },
  'most fail': { ...trouble, state: 'outage', ...official('unknown'), shared: ['claude'] },
  'it recovers': { ...trouble, state: 'recovering', ...official('outage', SINCE), lead: -3 },
};

function statusWith(changes: Partial<ServiceStatus>, notice?: Status['notice']): Status {
  const { services: all, ...rest } = quietStatus();
  const quiet = all[chatgpt?.id ?? ''];
  if (!quiet) throw new Error('There is no such service.');
  const own = { ...quiet, ...changes };
  return { ...rest, at: AT, ...(notice ? { notice } : {}), services: { ...all, chatgpt: own } };
}

const DAY: readonly (Pick<Period, 'state' | 'tried' | 'failed'> | null)[] = [
  { state: 'operational', tried: 40, failed: 0 },
  null,
  { state: 'outage', tried: 30, failed: 21 },
  { state: 'degraded', tried: 0, failed: 0 },
];
const periods = (count: number, minutes: number) =>
  Array.from({ length: count }, (_, index): Period | null => {
    const one = DAY[index % DAY.length];
    const start = new Date(msOf(NOON - (count - index) * minutes)).toISOString();
    return one ? { start, ...one } : null;
  });
const history: ServiceHistory = { quarters: periods(96, 15), days: periods(90, 1_440) };
const incidents = [
  incidentRow({ ended: null, end: null, state: 'outage' }),
  incidentRow({ official: null, lead: null }),
  incidentRow({ worst: 'degraded', opened: NOON - 4_000, ended: NOON - 3_000 }),
];

/** @returns every page that there is, and the feed, in a situation */
async function pagesIn(language: PageLanguage, changes: Partial<ServiceStatus>) {
  if (!chatgpt) throw new Error('There is no service.');
  const place = { language, origin: 'https://outcry.example' };
  const status = statusWith(changes, { code: 'flooded', message: 'x' });
  const own = status.services.chatgpt;
  if (!own) throw new Error('There is no such service.');
  const sources = { status, own, history, firstQuarter: NOON - 1_425, incidents };
  const whole = {
    v: 1 as const,
    at: AT,
    services: Object.fromEntries(services.map(({ id }) => [id, history])),
    incidents: [],
  };
  const made = {
    home: homePage(place, services, { status, history: whole, incidents }),
    service: servicePage(place, chatgpt, { ...sources, title: 'Errors', coincident: ['Claude'] }),
    ...Object.fromEntries(
      incidents.map((row, index) => [`incident ${index}`, incidentPage(place, chatgpt, row)]),
    ),
    how: howPage(place),
    data: dataPage(place, services, status),
    missing: missingPage(place),
    feed: feed(place, services, incidents),
  };
  const texts = Object.entries(made).map(
    async ([name, html]) => [name, String(await html)] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

const CASES = LANGUAGES.flatMap((language) =>
  Object.entries(SITUATIONS).map(
    ([what, changes]) => [language.tag, what, language, changes] as const,
  ),
);

/** What readers see and hear, without markup. */
const wordsOf = (html: string) =>
  html
    .replaceAll(/<style>[\s\S]*?<\/style>|<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, ' ')
    .replaceAll(/ (?:class|id|href|src|d|viewBox|data-[a-z]+)="[^"]*"/g, '');

describe.each(CASES)('in %s, when %s', (tag, _what, language, changes) => {
  let pages: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    pages = await pagesIn(language, changes);
  });

  it('every page says which language it is in and which way it runs', () => {
    for (const [name, text] of Object.entries(pages)) {
      const expected =
        name === 'feed' ? `xml:lang="${tag}"` : `<html lang="${tag}" dir="${language.direction}">`;
      expect([name, text.includes(expected)]).toEqual([name, true]);
    }
  });

  it('no text is missing, unfilled or left in English', () => {
    const own = textsOf(tag);
    const foreign = Object.entries(english).flatMap(([key, text]) =>
      typeof text === 'string' && text.length > 12 && !text.includes('{') && own[key] !== text
        ? [text.replaceAll('&', '&amp;').replaceAll("'", '&#39;')]
        : [],
    );
    expect(tag === 'en' || foreign.length > 60).toBe(true);
    for (const [name, text] of Object.entries(pages)) {
      const words = wordsOf(text);
      expect([name, words.match(/\{[a-z]+\}|undefined|NaN|\[object|Invalid Date/g)]).toEqual([
        name,
        null,
      ]);
      expect([name, tag === 'en' ? [] : foreign.filter((each) => words.includes(each))]).toEqual([
        name,
        [],
      ]);
    }
  });
});

describe.each(LANGUAGES.map((language) => [language.tag, language] as const))(
  'in %s',
  (tag, language) => {
    const texts = textsOf(tag);
    const format = String(texts['language.format']);

    it.each([0, 1, 2, 3, 5, 11, 21, 100, 101, 1_234])(
      '%i voices are counted by the language’s rule',
      async (count) => {
        const { service = '' } = await pagesIn(language, { tried: count, failed: 0 });
        const forms = texts['share.few'];
        if (typeof forms === 'string' || forms === undefined) throw new Error('It has no forms.');
        const rule = new Intl.PluralRules(format).select(count);
        const number = new Intl.NumberFormat(format);
        const expected =
          count === 0
            ? String(texts['share.nobody'])
            : (forms[rule] ?? forms.other)
                .replaceAll('{count}', number.format(count))
                .replaceAll('{failed}', number.format(0));
        expect(service).toContain(expected.replaceAll("'", '&#39;'));
      },
    );

    it('times and shares are written as the language does', async () => {
      const { service = '' } = await pagesIn(language, SITUATIONS['most fail'] ?? {});
      const time = new Intl.DateTimeFormat(format, {
        day: 'numeric',
        month: 'long',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
        timeZoneName: 'short',
      });
      expect(service).toContain(time.format(new Date(SINCE)));
      expect(service).toContain(time.format(msOf(NOON)));
      const percent = new Intl.NumberFormat(format, { style: 'percent' });
      expect(service).toContain(percent.format(0.62));
    });
  },
);
