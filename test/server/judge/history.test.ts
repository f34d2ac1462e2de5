import { describe, expect, it } from 'vitest';
import { historySchema } from '../../../lib/protocol/history.ts';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { createArchive } from '../../../server/judge/archive.ts';
import { historyOf, startsAt } from '../../../server/judge/history-of.ts';
import { worstState } from '../../../server/judge/worst-state.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type { Transition } from '../../../server/store/store.ts';
import { FAILED, OK, vote } from '../../contract/votes.ts';
import { createTestServer, NOON } from '../support/test-server.ts';

const change = (minute: number, state: Transition['state']): Transition => ({
  service: 'alpha',
  minute,
  state,
  level: null,
  since: null,
  rho: null,
});

describe('the worst state of a period', () => {
  const story = [
    change(5, 'operational'),
    change(12, 'outage'),
    change(14, 'recovering'),
    change(25, 'operational'),
    change(40, 'unknown'),
  ];

  it.each([
    [0, 5, 'unknown'],
    [0, 10, 'operational'],
    [10, 15, 'outage'],
    [15, 20, 'recovering'],
    [20, 30, 'recovering'],
    [30, 40, 'operational'],
    [40, 50, 'operational'],
    [50, 60, 'unknown'],
  ])('from %i to %i is %s', (from, to, state) => {
    expect(worstState(story, from, to)).toBe(state);
  });
});

describe('the history', () => {
  const nothing = {
    quarters: [],
    openDays: [],
    days: [],
    transitions: [],
    incidents: [],
    current: new Map(),
  };

  it('starts periods at whole quarter-hours and days', () => {
    expect(startsAt(31, 15, 3)).toEqual([0, 15, 30]);
    expect(startsAt(30, 15, 2)).toEqual([15, 30]);
  });

  it('is all gaps when nothing is known', () => {
    const history = historySchema.parse({
      at: new Date(0).toISOString(),
      ...historyOf(['alpha'], { now: NOON, ...nothing }),
    });
    const { quarters = [], days = [] } = history.services.alpha ?? {};
    expect([...quarters, ...days].every((period) => period === null)).toBe(true);
  });

  it('shows the present state in the present periods only', () => {
    const { services } = historyOf(['alpha'], {
      now: NOON,
      ...nothing,
      current: new Map([['alpha', 'degraded' as const]]),
    });
    expect(services.alpha?.quarters.map((period) => period?.state).slice(-2)).toEqual([
      undefined,
      'degraded',
    ]);
    expect(services.alpha?.days.map((period) => period?.state).slice(-2)).toEqual([
      undefined,
      'degraded',
    ]);
  });
});

describe('the archive', () => {
  it('sums up each finished day once and for good', async () => {
    const store = createSqliteStore(':memory:');
    let now = msOf(NOON);
    const { board, chronicle } = createTestServer();
    const clock = () => now;
    const archive = createArchive({ store, services: ['alpha'], clock, board, chronicle });
    await store.add([vote('a', { minute: NOON }), vote('b', { minute: NOON + 1 })], () => FAILED);
    await store.saveCheckpoints([], [change(NOON + 1, 'outage')]);
    const day = Math.floor(NOON / 1440);
    await archive.update();
    expect((await store.days(day)).length).toBe(0);
    now = msOf((day + 1) * 1440 + 11);
    await archive.update();
    expect((await store.days(day)).length).toBe(0);
    now += msOf(1);
    await archive.update();
    const summed = [{ service: 'alpha', day, tried: 2, failed: 2, state: 'outage' }];
    expect(await store.days(day)).toEqual(summed);
    now += msOf(60 * 1440);
    await archive.update();
    expect(await store.series('alpha', 0, NOON * 2)).toEqual([]);
    expect((await store.days(0)).find((row) => row.day === day)).toEqual(summed[0]);
    const shown = archive.history().services.alpha?.days.find((period) => period?.tried === 2);
    expect(shown).toMatchObject({ start: '2026-02-03T00:00:00.000Z', failed: 2, state: 'outage' });
    await store.close();
  });

  it('forgets voices before they are 30 minutes old, and keeps the counts', async () => {
    const server = createTestServer();
    const minute = server.minute();
    await server.store.add([vote('a', { minute, service: 'chatgpt' })], () => OK);
    server.pass(28);
    await server.archive.update();
    expect((await server.store.tally(minute, minute))[0]?.voices).toBe(1);
    server.pass(1);
    await server.archive.update();
    expect((await server.store.tally(minute, minute))[0]).toBeUndefined();
    expect(await server.store.series('chatgpt', minute, minute)).toHaveLength(1);
  });
});
