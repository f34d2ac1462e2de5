import { describe, expect, it } from 'vitest';
import { createWorld, NOON, type World } from './world.ts';

const MINUTE = 60_000;

function history(now: number, failed: number): string {
  const quarters = Array.from({ length: 96 }, () => null);
  const last = { start: new Date(now).toISOString(), tried: 100, failed, state: 'outage' };
  return JSON.stringify({
    v: 1,
    at: new Date(now).toISOString(),
    services: { alpha: { quarters: [...quarters.slice(1), last], days: Array(90).fill(null) } },
    incidents: [],
  });
}

function served(world: World, answer: () => Response) {
  const asked: { at: number }[] = [];
  const { fetch } = world.collector;
  world.collector.fetch = (input, init) => {
    if (!String(input).endsWith('/v1/history.json')) return fetch(input, init);
    asked.push({ at: world.now });
    return Promise.resolve(answer());
  };
  return asked;
}

describe('the public history', () => {
  it('is read at the start and then every quarter of an hour, whatever the reader does', async () => {
    const world = createWorld();
    const asked = served(world, () => new Response(history(NOON, 40)));
    const background = await world.live();
    await background.tick();
    for (let minute = 1; minute < 100; minute += 1) {
      await world.runUntil(NOON + minute * MINUTE, background);
      await background.fromUi({ type: 'refreshView' });
    }
    const gaps = asked.slice(1).map(({ at }, index) => (at - (asked[index]?.at ?? 0)) / MINUTE);
    expect(asked[0]?.at).toBe(NOON);
    expect(gaps.length).toBeGreaterThan(4);
    expect(gaps.every((gap) => gap >= 13 && gap <= 18)).toBe(true);
  });

  it.each([
    ['no JSON', () => new Response('<html>')],
    ['another form', () => Response.json({ v: 2 })],
    ['an error', () => new Response('', { status: 503 })],
    ['nothing new', () => new Response(null, { status: 304 })],
    [
      'nothing at all',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('stays as it was after %s', async (_what, answer) => {
    const world = createWorld();
    let isBroken = false;
    served(world, () => (isBroken ? answer() : new Response(history(NOON, 40))));
    const background = await world.live();
    await background.tick();
    expect(world.strips?.services.alpha?.at(-1)).toEqual([40, 'outage']);
    isBroken = true;
    await world.runUntil(NOON + 40 * MINUTE, background);
    expect(world.strips?.services.alpha?.at(-1)).toEqual([40, 'outage']);
  });

  it('is not asked for without leave to reach the server', async () => {
    const world = createWorld();
    world.access = false;
    const asked = served(world, () => new Response(history(NOON, 40)));
    const background = await world.live();
    await background.tick();
    expect(asked).toEqual([]);
  });
});
