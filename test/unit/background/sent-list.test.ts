import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;
const MIDNIGHT = NOON + 12 * 60 * MINUTE;

describe('the list of what was sent', () => {
  it.each([200, 404, 429, 500, 503])(
    'has a body that left and was answered with %i, once',
    async (status) => {
      const world = createWorld();
      const background = await world.live();
      world.collector.answer = () => new Response('', { status });
      await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
      await world.runUntil(NOON + 20 * MINUTE, background);
      const bodies = world.collector.posts().map(({ init }) => init.body);
      expect(bodies.length).toBeGreaterThan(2);
      expect(world.view?.sent.map(({ body }) => body)).toEqual([...new Set(bodies)]);
      expect(world.view?.queue.waiting).toBe(1);
    },
  );

  it.each(['TimeoutError', 'AbortError'])(
    'has a body that a server kept without an answer (%s)',
    async (name) => {
      const world = createWorld();
      const background = await world.live();
      world.collector.answer = () => {
        throw new DOMException('no answer', name);
      };
      await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
      await world.runUntil(NOON + 2 * MINUTE, background);
      await background.fromUi({ type: 'setConsent', given: false });
      const bodies = world.collector.posts().map(({ init }) => init.body);
      expect(world.view?.sent.map(({ body }) => body)).toEqual(bodies);
    },
  );

  it('has no body that found no server', async () => {
    const world = createWorld();
    const background = await world.live();
    world.collector.answer = () => {
      throw new TypeError('Failed to fetch');
    };
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 20 * MINUTE, background);
    expect(world.view?.sent).toEqual([]);
  });

  it('forgets a body of yesterday that was repeated after midnight', async () => {
    const world = createWorld();
    world.now = MIDNIGHT - 2 * MINUTE;
    const background = await world.live();
    const answers = [503, 202];
    world.collector.answer = () => Response.json({ next: 60 }, { status: answers.shift() ?? 202 });
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(MIDNIGHT + 2 * MINUTE, background);
    const [first] = world.collector.received;
    expect(first?.at).toBeGreaterThan(MIDNIGHT);
    await world.runUntil(MIDNIGHT + 15 * MINUTE, background);
    expect(JSON.stringify([world.view, await everything()])).not.toContain(first?.reports.tag);
  });
});

async function everything(): Promise<unknown[]> {
  const database = await openDatabase();
  const rows: unknown[] = [];
  for (const store of database.objectStoreNames) rows.push(await database.getAll(store));
  database.close();
  return rows;
}
