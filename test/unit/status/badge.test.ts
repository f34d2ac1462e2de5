import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../lib/language/create-language.ts';
import { badgeFor } from '../../../lib/status/badge.ts';
import type { CrowdCondition } from '../../../lib/status/crowd.ts';
import type { OwnCondition } from '../../../lib/status/own.ts';
import en from '../../../locales/en.json';
import fr from '../../../locales/fr.json';
import {
  ago,
  buildEvent,
  buildView,
  CROWDS,
  NOW,
  OWNS,
  withStatus,
} from '../../support/build-view.ts';

const services = [
  { id: 'chatgpt', name: 'ChatGPT', vendor: 'OpenAI' },
  { id: 'claude', name: 'Claude', vendor: 'Anthropic' },
];
const english = createLanguage(en, 'en-GB', 'UTC');
const french = createLanguage(fr, 'fr', 'UTC');

function badgeOf(own: OwnCondition, crowd: CrowdCondition, language = english) {
  return badgeFor(buildView({ ...CROWDS[crowd], ...OWNS[own] }), services, NOW, language);
}

const SITUATIONS: readonly (readonly [string, OwnCondition, CrowdCondition, string])[] = [
  ['an outage', 'idle', 'outage', 'OUT'],
  ['an outage that this tab shares', 'failing', 'outage', 'OUT'],
  ['an outage that this tab does not feel', 'fine', 'outage', 'OUT'],
  ['a confirmed degradation', 'failing', 'degraded', 'BAD'],
  ['a suspicion', 'fine', 'suspected', 'UP?'],
  ['recovery', 'fine', 'recovering', '↗'],
  ['recovery with a tab that still fails', 'failing', 'recovering', '↗'],
  ['a failure here alone', 'failing', 'operational', 'ME'],
  ['a failure here, others unknown', 'failing', 'few', 'ME?'],
  ['a failure here, count stale', 'failing', 'stale', 'ME?'],
  ['an unclear failure, others unknown', 'unclear', 'unreadable', '?'],
  ['no connection', 'offline', 'stale', 'OFF'],
  ['a blocked page', 'blocked', 'operational', 'CUT'],
  ['a network that wants a sign-in', 'captive', 'few', 'NET'],
  ['a check for humans', 'challenge', 'operational', 'BOT'],
  ['the own limit', 'limit', 'operational', 'LIM'],
  ['the own limit during an outage', 'limit', 'outage', 'LIM'],
  ['a refusal by the rules', 'policy', 'operational', 'NO'],
  ['being signed out', 'signed-out', 'operational', 'KEY'],
  ['a chatbot that may no longer be looked at', 'lost', 'operational', 'ASK'],
  ['an outage of one that may no longer be looked at', 'lost', 'outage', 'OUT'],
  ['a chatbot that is not watched', 'off', 'operational', ''],
  ['all fine, with evidence', 'fine', 'operational', ''],
  ['fine here, others unknown', 'fine', 'few', ''],
  ['a failure that is over', 'recovered', 'operational', ''],
  ['nothing tried lately', 'idle', 'operational', ''],
  ['nothing known', 'idle', 'unfetched', ''],
  ['no access to the server', 'idle', 'no-access', ''],
];

const table = JSON.parse(
  readFileSync(new URL('../../fixtures/status/badges.json', import.meta.url), 'utf8'),
) as readonly (readonly [OwnCondition, CrowdCondition, string, string, string])[];

describe('the table of every situation', () => {
  it('has each state of this browser beside each of everyone’s', () => {
    const situations = table.map(([own, crowd]) => `${own} ${crowd}`);
    expect(situations).toEqual(
      Object.keys(OWNS).flatMap((own) => Object.keys(CROWDS).map((crowd) => `${own} ${crowd}`)),
    );
  });

  it.each(table)('%s here, %s for everyone: "%s" on %s', (own, crowd, text, color, title) => {
    expect(badgeOf(own, crowd)).toEqual({ text, color, title });
  });
});

describe('badge', () => {
  it.each(SITUATIONS)('shows %s', (_what, own, crowd, text) => {
    expect(badgeOf(own, crowd).text).toBe(text);
  });

  it.each(SITUATIONS)('fits and explains itself in both languages: %s', (_what, own, crowd) => {
    for (const language of [english, french]) {
      const { text, title, color } = badgeOf(own, crowd, language);
      expect([...text].length).toBeLessThanOrEqual(4);
      expect(title).toMatch(/^Outcry.+\.$/);
      expect(contrastWithWhite(color)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ['en', en],
    ['fr', fr],
  ] as const)('has a different text for each situation in %s', (_tag, texts) => {
    const marks = Object.entries(texts)
      .filter(([key]) => /^badge\.(?!title)/.test(key))
      .map(([, text]) => text);
    expect(marks).toHaveLength(15);
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('keeps quiet about a weak sign, and says when the own limit ends', () => {
    const weak = buildEvent({ weak: true });
    expect(
      badgeFor(buildView({ ...OWNS.failing, events: [weak] }), services, NOW, english).text,
    ).toBe('');
    const until = NOW + 60_000;
    const limit = buildEvent({ cause: 'you', reason: 'limit', until });
    expect(
      badgeFor(buildView({ ...OWNS.limit, events: [limit] }), services, NOW, english),
    ).toMatchObject({
      text: 'LIM',
      title: expect.stringContaining('Your limit ends at 21:11.'),
    });
  });

  it.each<[string, OwnCondition, number]>([
    ['a failure that nothing contradicts', 'failing', 10],
    ['an unclear failure', 'unclear', 10],
    ['being signed out', 'signed-out', 10],
  ])('clears itself of %s', (_what, own, minutes) => {
    const view = buildView({ ...CROWDS.few, ...OWNS[own] });
    const textAfter = (passed: number) => badgeFor(view, services, ago(2 - passed), english).text;
    expect(textAfter(minutes - 0.1)).not.toBe('');
    expect(textAfter(minutes)).toBe('');
  });

  it('clears itself of an outage that nobody has confirmed for five minutes', () => {
    const view = buildView({ ...CROWDS.outage, ...OWNS.idle });
    expect(badgeFor(view, services, NOW, english).text).toBe('OUT');
    expect(badgeFor(view, services, NOW + 5 * 60_000, english).text).toBe('');
  });

  it('says the whole sentence in the tooltip', () => {
    expect(badgeOf('failing', 'few').title).toBe(
      'Outcry: ChatGPT fails in your tab. Not enough people to tell how others fare.',
    );
  });

  const used = { triedAt: ago(1), okAt: ago(1), failedAt: null };
  const outage = { state: 'outage' as const, level: 'confirmed' as const };

  it('speaks of the active tab’s service first', () => {
    const suspected = { state: 'degraded' as const, level: 'suspected' as const };
    const view = buildView({
      active: 'claude',
      used: { claude: used, chatgpt: used },
      ...withStatus({ chatgpt: outage, claude: suspected }),
    });
    expect(badgeFor(view, services, NOW, english)).toMatchObject({
      text: 'UP?',
      title: expect.stringContaining('Claude'),
    });
  });

  it('speaks of the worst service in use when the active one has nothing to say', () => {
    const view = buildView({
      active: 'claude',
      used: { claude: used, chatgpt: used },
      ...withStatus({ chatgpt: outage, claude: {} }),
    });
    expect(badgeFor(view, services, NOW, english)).toMatchObject({
      text: 'OUT',
      title: expect.stringContaining('ChatGPT'),
    });
  });

  it('keeps quiet about services that this browser does not use', () => {
    const view = buildView({
      used: { claude: used },
      ...withStatus({ chatgpt: outage, claude: {} }),
    });
    expect(badgeFor(view, services, NOW, english).text).toBe('');
    expect(badgeFor(buildView(CROWDS.outage), services, NOW, english).text).toBe('');
  });
});

/** @returns the contrast ratio of WCAG 2.2 between a colour `#rrggbb` and white */
function contrastWithWhite(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
