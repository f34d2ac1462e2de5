import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { viewSchema } from '../../../lib/status/view.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;
const noon = minuteOf(NOON);

type Table = 'events' | 'minutes' | 'usage' | 'outbox' | 'batches' | 'said' | 'sent';
const ROWS: [Table, unknown][] = [
  ['events', { id: 'e1', lastAt: 'never' }],
  ['events', { id: 'e2', lastAt: NOON }],
  ['minutes', { service: 'alpha', minute: noon }],
  ['minutes', { service: 'alpha', minute: 'noon' }],
  ['usage', { service: 'alpha', triedAt: 'yes' }],
  ['outbox', { service: 'alpha', minute: noon - 1, ok: 'yes' }],
  ['outbox', { service: 'alpha', minute: 'noon' }],
  ['outbox', { service: 'alpha', minute: Number.POSITIVE_INFINITY }],
  ['outbox', { service: 'alpha', minute: noon + 1e6, ok: true, signals: 0 }],
  ['outbox', { service: 'alpha', minute: noon - 1, ok: true, signals: 2 ** 60 }],
  ['batches', { id: 'b1' }],
  ['batches', { id: 'b2', body: 7, seen: [], said: null }],
  ['said', { id: 's1', at: 'never' }],
  ['said', { id: 's2', at: NOON, service: 'alpha', feature: 'history', state: 'lost' }],
  ['sent', 'a body'],
  ['sent', { at: NOON, body: 7 }],
];

const STATES: [string, unknown][] = [
  ['tag', { day: Math.floor(NOON / 86_400_000), tag: '' }],
  ['tag', { day: Math.floor(NOON / 86_400_000), tag: 'who are you?' }],
  ['tag', 'a tag'],
  ['frozenThrough', 'always'],
  ['frozenThrough', 999_999_999],
  ['jobs', { pollAt: 'now' }],
  ['jobs', { pollAt: 1e300, expireAt: 1e300, flushAt: 1e300 }],
  ['jobs', { pollAt: Number.POSITIVE_INFINITY, expireAt: 0, flushAt: null }],
  ['nextWelcomeAt', 1e300],
  ['nextWelcomeAt', null],
  ['dropped', { day: 0 }],
  ['status', { text: '{}', fetchedAt: NOON, readable: true }],
  ['status', { text: 7 }],
];

describe('a row of an unknown form', () => {
  it.each(ROWS)('in %s, %j, stops nothing', async (table, row) => {
    await goesOnWith(async (database) => {
      await database.put(table, row);
    });
  });

  it.each(STATES)('as %s, %j, stops nothing', async (key, row) => {
    await goesOnWith(async (database) => {
      await database.put('state', row, key);
    });
  });
});

async function goesOnWith(
  prepare: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<void> {
  const world = createWorld();
  const database = await openDatabase();
  await prepare(database);
  database.close();
  const life = await world.live();
  await life.tick();
  await life.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  await world.runUntil(NOON + 4 * MINUTE, life);
  expect(world.collector.observations()).toContain(`alpha ${noon} failed`);
  expect(world.collector.requests.length).toBeGreaterThan(3);
  expect(viewSchema.safeParse(world.view).success).toBe(true);
}
