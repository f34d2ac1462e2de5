import { describe, expect, it } from 'vitest';
import { buildStatus } from '../../support/build-view.ts';
import { ALPHA, createWorld, NOON, ORIGIN, seen, type World } from './world.ts';

const OWN = 'https://own.example';
const MINUTE = 60_000;

/** Each server says of `alpha` that this many tried it. */
function serve(world: World, voices: Readonly<Record<string, number>>): void {
  const { fetch } = world.collector;
  world.collector.fetch = (input, init = {}) => {
    const { origin, pathname } = new URL(String(input));
    if (pathname !== '/v1/status.json') return fetch(input, init);
    world.collector.requests.push({ url: String(input), init });
    const tried = voices[origin];
    if (tried === undefined) return Promise.reject(new TypeError('Failed to fetch'));
    const at = new Date(world.now).toISOString();
    return Promise.resolve(
      Response.json({ v: 1, at, services: { alpha: buildStatus({ tried }) } }),
    );
  };
}

async function started() {
  const world = createWorld();
  serve(world, { [ORIGIN]: 30, [OWN]: 70 });
  const background = await world.live();
  await background.tick();
  await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  const use = (origin: string | null) => background.fromUi({ type: 'useServer', origin });
  const hostsSince = (count: number) =>
    new Set(world.collector.requests.slice(count).map(({ url }) => new URL(url).origin));
  return { world, background, use, hostsSince };
}

describe('a server of the reader’s own', () => {
  it('is read from then on, and gets nothing that waited for the old one', async () => {
    const { world, background, use, hostsSince } = await started();
    expect(world.view?.queue.waiting).toBe(1);
    const before = world.collector.requests.length;
    expect(await use(OWN)).toEqual({ result: 'used' });
    expect(world.view?.server.origin).toBe(OWN);
    expect(world.view?.status?.body.services.alpha?.tried).toBe(70);
    expect(world.view?.queue.waiting).toBe(0);
    await world.runUntil(NOON + 20 * MINUTE, background);
    expect(hostsSince(before)).toEqual(new Set([OWN]));
    expect(world.collector.posts()).toEqual([]);
  });

  it('that does not answer changes nothing', async () => {
    const { world, background, use } = await started();
    expect(await use('https://nobody.example')).toEqual({ result: 'silent' });
    expect(world.view?.server.origin).toBe(ORIGIN);
    await world.runUntil(NOON + 5 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(1);
    expect(world.collector.posts()[0]?.url).toContain(ORIGIN);
  });

  it('that may not be reached is not even asked', async () => {
    const { world, use, hostsSince } = await started();
    const before = world.collector.requests.length;
    world.access = false;
    expect(await use(OWN)).toEqual({ result: 'refused' });
    expect(hostsSince(before)).toEqual(new Set());
    expect(world.origin).toBe(ORIGIN);
  });

  it('can be left again for the usual one', async () => {
    const { world, use } = await started();
    await use(OWN);
    expect(await use(null)).toEqual({ result: 'used' });
    expect(world.view?.server.origin).toBe(ORIGIN);
    expect(world.view?.status?.body.services.alpha?.tried).toBe(30);
  });
});
