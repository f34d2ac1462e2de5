import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { figuresOf, peakOf, without } from '../../../server/judge/incident-figures.ts';
import { incidentsOf } from '../../../server/judge/incidents-of.ts';
import { createJudge } from '../../../server/judge/judge.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type {
  Announcement,
  MinuteRow,
  SaidRow,
  Store,
  Transition,
} from '../../../server/store/store.ts';
import { FAILED, OK, vote, weight } from '../../contract/votes.ts';
import { createTestServer, NOON } from '../support/test-server.ts';

/** A stretch of minutes with the same crowd. */
interface Stretch {
  readonly minutes: number;
  readonly tried: number;
  readonly share: number;
  /** One-click reports in each minute, of as many networks. */
  readonly clicks?: number;
}

/** A series that begins with enough calm to learn from. */
function seriesOf(stretches: readonly Stretch[]): readonly MinuteRow[] {
  const calm = { minutes: 150, tried: 20, share: 0 };
  let minute = NOON;
  return [calm, ...stretches].flatMap(({ minutes, tried, share }) =>
    Array.from({ length: minutes }, (_, index) => {
      minute += 1;
      // Fractions of a voice fail now and then.
      const failed = Math.floor(tried * share + ((index * 7) % 10) / 10);
      return { minute, tried, failed: Math.min(tried, failed) };
    }).filter((row) => row.tried > 0),
  );
}

/** The clicks of a series that begins with calm. */
function clicksOf(stretches: readonly Stretch[]): readonly SaidRow[] {
  let minute = NOON + 150;
  return stretches.flatMap(({ minutes, clicks = 0 }) =>
    Array.from({ length: minutes }, () => {
      minute += 1;
      return { minute, said: { history: clicks } };
    }).filter(({ said }) => said.history > 0),
  );
}

/** Closes the series in the given cuts, each by a judge of its own. */
async function transitionsOf(
  rows: readonly MinuteRow[],
  cuts: readonly number[],
  clicks: readonly SaidRow[] = [],
) {
  const store = createSqliteStore(':memory:');
  const within = <T extends { readonly minute: number }>(
    all: readonly T[],
    from: number,
    to: number,
  ) => all.filter(({ minute }) => minute >= from && minute <= to);
  const fed: Store = {
    ...store,
    series: async (_, from, to) => within(rows, from, to),
    said: async (_, from, to) => within(clicks, from, to),
  };
  for (const cut of cuts) await createJudge(fed, ['alpha'], () => msOf(cut)).judge();
  const transitions = await store.transitions(0);
  await store.close();
  return transitions;
}

const announced = (transitions: readonly Transition[]): readonly Announcement[] =>
  transitions.flatMap(({ service, minute, since, level }) =>
    level === null || since === null ? [] : [{ service, since, level, minute: minute + 1 }],
  );

describe('incidents', () => {
  const stretch = fc.record({
    minutes: fc.integer({ min: 3, max: 90 }),
    tried: fc.constantFrom(0, 3, 20, 60),
    share: fc.constantFrom(0, 0.02, 0.3, 0.9),
    clicks: fc.constantFrom(0, 0, 1, 12),
  });

  it('are the same however the series is cut, and whoever folds it', async () => {
    const property = fc.asyncProperty(
      fc.array(stretch, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }),
      async (stretches, offsets) => {
        const rows = seriesOf(stretches);
        const last = (rows.at(-1)?.minute ?? NOON) + 100;
        const cuts = offsets.map((offset) => NOON + offset).filter((minute) => minute < last);
        const clicks = clicksOf(stretches);
        const whole = await transitionsOf(rows, [last], clicks);
        const inOrder = [...cuts.sort((a, b) => a - b), last];
        const inPieces = await transitionsOf(rows, inOrder, clicks);
        const announcements = announced(whole);
        const derive = (transitions: readonly Transition[]) =>
          incidentsOf({ now: last, from: 0, transitions, announcements, official: [] });
        expect(derive(inPieces)).toEqual(derive(whole));
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('are found in such series at all', async () => {
    const rows = seriesOf([
      { minutes: 20, tried: 20, share: 0.9 },
      { minutes: 60, tried: 20, share: 0 },
      { minutes: 20, tried: 20, share: 0.9 },
    ]);
    const last = (rows.at(-1)?.minute ?? NOON) + 12;
    const transitions = await transitionsOf(rows, [last]);
    const announcements = announced(transitions);
    const sources = { now: last, from: 0, transitions, announcements, official: [] };
    const found = incidentsOf(sources).map(({ outline }) => outline);
    expect(found).toMatchObject([
      { since: NOON + 151, worst: 'outage', end: 'recovered' },
      { since: NOON + 231, worst: 'outage', ended: null },
    ]);
  });
});

/** Failing voices of 20 in each minute: two and a half calm hours, an outage, the end of it, one more. */
function failingAt(index: number): number {
  const isFailing = (index >= 150 && index < 165) || (index >= 230 && index < 240);
  return isFailing ? 17 : index % 9 === 0 ? 1 : 0;
}

/** Plays the story on one store; each minute's reports have arrived when it is judged. */
async function play(minutes: number, restartEvery: number) {
  const store = createSqliteStore(':memory:');
  let server = createTestServer({ store });
  for (let index = 0; index < minutes; index += 1) {
    const minute = NOON + index;
    const votes = Array.from({ length: 20 }, (_, who) =>
      vote(`${who}`, { minute, service: 'chatgpt' }),
    );
    let left = failingAt(index);
    await store.add(votes, () => {
      left -= 1;
      return left >= 0 ? FAILED : OK;
    });
    const word = { service: 'chatgpt', incident: null, title: null, publishedMinute: null };
    if (index === 10) await store.saveOfficial([{ ...word, state: 'operational', minute }]);
    if (index === 170) await store.saveOfficial([{ ...word, state: 'degraded', minute }]);
    if (index === 200) await store.saveOfficial([{ ...word, state: 'operational', minute }]);
    const now = msOf(minute + 1) + 31_000;
    if (index % restartEvery === 0) server = createTestServer({ store, now });
    server.time.now = now;
    await server.judge();
  }
  await server.archive.update();
  const result = {
    told: server.chronicle.incidents(),
    stored: await store.incidents(0, 100),
    announcements: await store.announcements(0),
    history: server.archive.history().incidents,
  };
  await store.close();
  return result;
}

describe('the chronicle', () => {
  it('is not changed by restarts', async () => {
    const plain = await play(330, 1_000);
    expect(await play(330, 7)).toEqual(plain);
    expect(plain.told).toHaveLength(2);
    expect(plain.stored).toEqual(plain.told);
    const [first] = plain.told;
    expect(first).toMatchObject({
      service: 'chatgpt',
      opened: NOON + 151,
      confirmed: NOON + 151,
      since: NOON + 150,
      worst: 'outage',
      end: 'recovered',
      official: { posted: NOON + 170, exact: true, resolved: NOON + 200 },
      lead: 19,
      features: [],
    });
    expect(first?.failed).toBeGreaterThan(15 * 16);
    expect(first?.peak).toBeGreaterThan(0.5);
    expect(plain.history.map(({ id }) => id)).toHaveLength(2);
  }, 120_000);

  it('is not changed by lost checkpoints, nor by what an older arithmetic found', async () => {
    const store = createSqliteStore(':memory:');
    const ghost = { service: 'chatgpt', state: 'outage', level: 'confirmed', rho: 0.02 } as const;
    await store.saveCheckpoints([], [{ ...ghost, minute: NOON - 500, since: NOON - 505 }]);
    await store.announce([{ ...ghost, minute: NOON - 499, since: NOON - 505 }]);
    for (let index = 0; index < 40; index += 1) {
      const minute = NOON - 600 + index;
      await store.add([vote('a', { minute, service: 'chatgpt' })], () => OK);
    }
    const server = createTestServer({ store });
    await server.judge();
    expect(server.chronicle.incidents()).toEqual([]);
    await store.close();
  });

  it('keeps what it told for 90 days, and its figures when the series is gone', async () => {
    const { stored } = await play(330, 1_000);
    const store = createSqliteStore(':memory:');
    await store.saveIncidents(stored);
    const later = (days: number) => createTestServer({ store, now: msOf(NOON + days * 1440) });
    for (const days of [1, 80]) {
      const server = later(days);
      await server.judge();
      expect(server.chronicle.incidents()).toEqual(stored);
    }
    const server = later(92);
    await server.judge();
    expect(server.chronicle.incidents()).toEqual([]);
    await server.archive.update();
    expect(await store.incidents(0, 10)).toEqual([]);
    await store.close();
  }, 60_000);

  it('keeps an incident of several days whole, and stores it when it is over', async () => {
    const store = createSqliteStore(':memory:');
    const incident = {
      service: 'chatgpt',
      level: 'confirmed',
      since: NOON - 5,
      rho: 0.02,
    } as const;
    const end = { service: 'chatgpt', level: null, since: null, rho: null } as const;
    await store.saveCheckpoints([], [{ ...incident, minute: NOON, state: 'outage' }]);
    await store.announce([{ ...incident, minute: NOON + 1 }]);
    const server = createTestServer({ store });
    const goOn = async (minute: number) => {
      server.time.now = msOf(minute);
      await server.chronicle.update();
      return server.chronicle.incidents();
    };
    expect(await goOn(NOON + 10)).toMatchObject([{ opened: NOON + 1, ended: null }]);
    const over = NOON + 4 * 1440;
    expect(await goOn(over - 1)).toMatchObject([{ opened: NOON + 1, ended: null }]);
    await store.saveCheckpoints([], [{ ...end, minute: over, state: 'operational' }]);
    const whole = { opened: NOON + 1, since: NOON - 5, ended: over, worst: 'outage' };
    expect(await goOn(over + 13)).toMatchObject([whole]);
    expect(await store.incidents(0, 10)).toEqual([]);
    const settled = await goOn(over + 28);
    expect(settled).toMatchObject([whole]);
    expect(await store.incidents(0, 10)).toEqual(settled);
    expect(await goOn(over + 9 * 1440)).toEqual(settled);
    await store.close();
  });

  it('derives again after the store failed', async () => {
    const server = createTestServer();
    const { transitions } = server.store;
    server.store.transitions = () => Promise.reject(new Error('gone'));
    await expect(server.judge()).rejects.toThrow('gone');
    server.store.transitions = transitions;
    const before = server.chronicle.version();
    await server.judge();
    expect(server.chronicle.version()).toBe(before + 1);
    await server.judge();
    expect(server.chronicle.version()).toBe(before + 1);
  });
});

describe('figures', () => {
  const rows = (from: number, failed: readonly number[]) =>
    failed.map((each, index) => ({ minute: from + index, tried: 20, failed: each }));

  it('peak at the worst ten minutes, as a lower limit', () => {
    const calm = Array<number>(15).fill(0);
    const peak = peakOf(rows(100, [...calm, ...Array<number>(10).fill(16), ...calm]), 0.02);
    expect(peak).toBeGreaterThan(0.65);
    expect(peak).toBeLessThan(0.8);
  });

  it('have no peak where ten minutes never hold ten voices', () => {
    const few = Array.from({ length: 9 }, (_, index) => ({
      minute: 100 + 5 * index,
      tried: 4,
      failed: 4,
    }));
    expect(peakOf(few, 0.02)).toBeNull();
  });

  it.each([
    ['nothing', [], [[0, 99]]],
    [
      'its middle',
      [[20, 29]],
      [
        [0, 19],
        [30, 99],
      ],
    ],
    [
      'its ends',
      [
        [90, 120],
        [-5, 9],
      ],
      [[10, 89]],
    ],
    ['all of it', [[-5, 200]], []],
    [
      'what overlaps',
      [
        [10, 40],
        [20, 30],
      ],
      [
        [0, 9],
        [41, 99],
      ],
    ],
  ])('take %s for no quiet time', (_, others, left) => {
    const stretch = (pair: readonly number[]) => ({ since: pair[0] ?? 0, ended: pair[1] ?? 0 });
    const rest = without(stretch([0, 99]), others.map(stretch));
    expect(rest.map(({ since, ended }) => [since, ended])).toEqual(left);
  });

  it('name what stands out against the day before', async () => {
    const store = createSqliteStore(':memory:');
    const say = async (minute: number, signal: number, count: number) => {
      const votes = Array.from({ length: count }, (_, who) => vote(`${who}/${signal}`, { minute }));
      await store.add(votes, () => weight({ tried: 1, failed: 1, raised: [signal] }));
    };
    await say(500, 0, 40);
    await say(1000, 0, 40);
    await say(1000, 30, 40);
    const stretch = { since: 1000, ended: 1009 };
    const { tried, failed, features } = await figuresOf(store, 'alpha', stretch, 0.02, []);
    expect({ tried, failed }).toEqual({ tried: 80, failed: 80 });
    expect(features.map(({ feature }) => feature)).toEqual(['files']);
    await store.close();
  });
});
