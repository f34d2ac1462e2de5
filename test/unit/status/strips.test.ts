import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../lib/language/create-language.ts';
import type { History, Period } from '../../../lib/protocol/history.ts';
import { STATES } from '../../../lib/protocol/words.ts';
import { sayStrip } from '../../../lib/status/say-strip.ts';
import { isStrips, QUARTER_MS } from '../../../lib/status/strips.ts';
import { stripsOf } from '../../../lib/status/strips-of.ts';
import en from '../../../locales/en.json';
import { NOW } from '../../support/build-view.ts';

const english = createLanguage(en, 'en-GB', 'UTC');
const LAST = Math.floor(NOW / QUARTER_MS) * QUARTER_MS;
const START = LAST - 95 * QUARTER_MS;

function historyOf(at: (index: number) => Partial<Period> | null): History {
  const quarters = Array.from({ length: 96 }, (_, index) => {
    const period = at(index);
    const start = new Date(START + index * QUARTER_MS).toISOString();
    return period && { start, tried: 100, failed: 0, state: 'operational' as const, ...period };
  });
  const days = Array.from({ length: 90 }, () => null);
  return {
    v: 1,
    at: new Date(NOW).toISOString(),
    services: { chatgpt: { quarters, days } },
    incidents: [],
  };
}

describe('strips', () => {
  it('have a share and a state for each quarter-hour, and gaps where nobody or too few spoke', () => {
    const strips = stripsOf(
      historyOf((index) => {
        if (index === 0) return null;
        if (index === 1) return { tried: 9, failed: 9, state: 'outage' };
        return index === 95 ? { failed: 37, state: 'outage' } : {};
      }),
    );
    const quarters = strips.services.chatgpt ?? [];
    expect(strips).toMatchObject({ v: 1, start: START });
    expect(quarters.slice(0, 3)).toEqual([null, null, [0, 'operational']]);
    expect(quarters.at(-1)).toEqual([37, 'outage']);
  });

  it('leave out a service about which nothing is known', () => {
    expect(stripsOf(historyOf(() => null)).services).toEqual({});
  });

  it('of any history are what pages take for strips', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    const period = fc.record({ tried: count, failed: count, state: fc.constantFrom(...STATES) });
    const periods = fc.array(fc.option(period), { minLength: 96, maxLength: 96 });
    fc.assert(
      fc.property(periods, (given) => {
        const strips = stripsOf(historyOf((index) => given[index] ?? null));
        const stored: unknown = JSON.parse(JSON.stringify(strips));
        const shares = Object.values(strips.services).flatMap((row) =>
          row.map((each) => each?.[0] ?? 0),
        );
        return isStrips(stored) && shares.every((share) => share >= 0 && share <= 100);
      }),
    );
  });

  it.each([[null], [{}], [{ v: 1, start: 0, services: { a: [[1, 'outage']] } }], [[]]])(
    'that are stored as %j are none',
    (stored) => {
      expect(isStrips(stored)).toBe(false);
    },
  );
});

describe('a strip in words', () => {
  const say = (at: (index: number) => Partial<Period> | null) =>
    sayStrip(stripsOf(historyOf(at)), 'chatgpt', english, NOW);

  it('tells the worst, and when', () => {
    expect(say((index) => ({ failed: index === 95 ? 37 : 1 }))).toBe(
      'At worst 37% of people failed, at 21:00.',
    );
  });

  it('tells of gaps', () => {
    expect(say((index) => (index > 9 ? {} : null))).toBe(
      'Nobody failed. Gaps: too few people to tell.',
    );
  });

  it('says that nothing is known', () => {
    expect(say(() => null)).toBe('Too few people in the last 24 hours to tell.');
    expect(sayStrip(null, 'chatgpt', english, NOW)).toBe(
      'Too few people in the last 24 hours to tell.',
    );
  });
});
