import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;

describe('the tag', () => {
  it('is new each UTC day, and nothing sent before midnight is kept after it', async () => {
    const world = createWorld();
    const background = await world.live();
    const days = 3;
    for (let day = 0; day < days; day += 1) {
      world.now = NOON + day * 24 * 60 * MINUTE;
      await background.tick();
      await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
      await world.runUntil(world.now + 3 * MINUTE, background);
      world.now = NOON + (day * 24 + 12) * 60 * MINUTE - MINUTE;
      await background.tick();
      await world.runUntil(world.now + 2 * MINUTE, background);
      const tags = world.collector.received.map(({ reports }) => reports.tag);
      const kept = JSON.stringify([world.view, await everything()]);
      expect(tags.filter((tag) => kept.includes(tag))).toEqual([]);
    }
    const tags = world.collector.received.map(({ reports }) => reports.tag);
    expect(new Set(tags).size).toBe(days);
    expect(tags).toHaveLength(days);
  });

  it('is replaced in a batch that could not be sent on its day', async () => {
    const world = createWorld();
    world.now = NOON + 11 * 60 * MINUTE;
    const background = await world.live();
    const bodies: string[] = [];
    world.collector.answer = () => {
      bodies.push(String(world.collector.requests.at(-1)?.init.body));
      return new Response('', { status: 503 });
    };
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(NOON + (12 * 60 + 30) * MINUTE, background);
    const tagOf = (body = '') => (JSON.parse(body) as { tag: string }).tag;
    const [first, last] = [bodies[0], bodies.at(-1)];
    expect(tagOf(first)).not.toBe(tagOf(last));
    expect(JSON.parse(last ?? '')).toMatchObject({ seen: JSON.parse(first ?? '').seen });
    expect(JSON.stringify(await everything())).not.toContain(tagOf(first));
  });
});

async function everything(): Promise<unknown[]> {
  const database = await openDatabase();
  const rows: unknown[] = [];
  for (const store of database.objectStoreNames) rows.push(await database.getAll(store));
  database.close();
  return rows;
}
