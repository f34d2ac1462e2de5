import { describe, expect, it } from 'vitest';
import { minuteOf, msOf } from '../../../lib/protocol/vocabulary.ts';
import { ALPHA, createWorld, NOON, ORIGIN, seen } from './world.ts';

const MINUTE = 60_000;
const noon = minuteOf(NOON);

describe('sending', () => {
  it('sends one batch a minute at most over half an hour of constant use', async () => {
    const world = createWorld(7);
    const background = await world.live();
    for (let second = 0; second < 1800; second += 10) {
      world.now = Math.max(world.now, NOON + second * 1000);
      await background.fromPage(seen(200, world.now), ALPHA, 'alpha.example');
      await world.runUntil(NOON + (second + 10) * 1000, background);
    }
    await world.runUntil(NOON + 1900_000, background);
    const times = world.collector.received.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MINUTE);
    expect(times.every((at) => at % MINUTE <= 40_000)).toBe(true);
    expect(world.collector.voices().size).toBe(30);
  });

  it.each([
    [60, MINUTE],
    [150, 150_000],
    [9000, 300_000],
  ])('obeys the server that asks for %i seconds', async (next, gap) => {
    const world = createWorld(3);
    const background = await world.live();
    world.collector.answer = () => Response.json({ next }, { status: 202 });
    for (let minute = 0; minute < 12; minute += 1) {
      world.now = Math.max(world.now, msOf(noon + minute));
      await background.fromPage(seen(200, world.now), ALPHA, 'alpha.example');
      await world.runUntil(msOf(noon + minute + 1) - 1, background);
    }
    const times = world.collector.received.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap);
    expect(Math.max(...gaps)).toBeLessThan(gap + 2 * MINUTE);
  });

  it('repeats equal bytes, waiting as long as it is asked to', async () => {
    const world = createWorld();
    const background = await world.live();
    const bodies: string[] = [];
    const times: number[] = [];
    world.collector.answer = () => {
      bodies.push(String(world.collector.requests.at(-1)?.init.body));
      times.push(world.now);
      return bodies.length < 4
        ? new Response('', { status: 503, headers: { 'retry-after': '200' } })
        : Response.json({ next: 60 }, { status: 202 });
    };
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 40 * MINUTE, background);
    expect(bodies).toHaveLength(4);
    expect(new Set(bodies).size).toBe(1);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps.every((gap) => gap >= 200_000)).toBe(true);
  });

  it.each([400, 413, 415])('drops what is refused with %i, and shows it', async (status) => {
    const world = createWorld();
    const background = await world.live();
    world.collector.answer = () => new Response('', { status });
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 30 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(1);
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 1 });
  });

  it('stays silent without access to the server, says so, and sends when it is back', async () => {
    const world = createWorld();
    world.access = false;
    const background = await world.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 5 * MINUTE, background);
    expect(world.collector.requests).toHaveLength(0);
    expect(world.view?.server.access).toBe(false);
    world.access = true;
    await world.runUntil(NOON + 8 * MINUTE, background);
    expect(world.collector.observations()).toEqual([`alpha ${noon} failed`]);
  });

  it('sends nothing that names this browser', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 3 * MINUTE, background);
    for (const { url, init } of world.collector.requests) {
      expect(url.startsWith(`${ORIGIN}/v1/`)).toBe(true);
      expect(init).toMatchObject({
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'error',
      });
    }
  });

  it('sends a backlog in the larger size, newest minutes first', async () => {
    const world = createWorld();
    world.access = false;
    const background = await world.live();
    for (let minute = 0; minute < 70; minute += 1) {
      world.now = Math.max(world.now, msOf(noon + minute));
      await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
      await world.runUntil(msOf(noon + minute + 1) - 1, background);
    }
    expect(world.view?.queue.waiting).toBe(70);
    world.access = true;
    await world.runUntil(world.now + 10 * MINUTE, background);
    const [first, ...rest] = world.collector.received;
    expect(first?.body).toHaveLength(4096);
    expect(Math.max(...(first?.reports.seen.map(({ minute }) => minute) ?? []))).toBe(noon + 69);
    const all = [first, ...rest].flatMap((batch) => batch?.reports.seen ?? []);
    expect(new Set(all.map(({ minute }) => minute)).size).toBe(70);
    expect(all).toHaveLength(70);
  });

  it('gives up what waited for a day, and counts it', async () => {
    const world = createWorld();
    world.access = false;
    const background = await world.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 5 * MINUTE, background);
    world.now = NOON + 23 * 60 * MINUTE;
    await background.tick();
    expect(world.view?.queue).toMatchObject({ waiting: 1, droppedToday: 0 });
    world.now = NOON + 25 * 60 * MINUTE;
    await background.tick();
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 1 });
    expect(world.collector.requests).toHaveLength(0);
  });
});
