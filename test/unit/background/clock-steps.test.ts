import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { ownOf } from '../../../lib/status/own.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a clock that is set back', () => {
  it.each([
    ['three minutes', 3 * MINUTE],
    ['eight minutes', 8 * MINUTE],
    ['an hour', HOUR],
    ['two hours', 2 * HOUR],
    ['a day', 24 * HOUR],
    ['a year', 365 * 24 * HOUR],
  ])('by %s: status and reports go on within minutes', async (_by, step) => {
    const world = createWorld();
    const background = await world.live();
    for (let minute = 0; minute < 3; minute += 1) {
      world.now = Math.max(world.now, NOON + minute * MINUTE);
      await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
      await world.runUntil(NOON + (minute + 1) * MINUTE - 1, background);
    }
    // Something is planned and a pause is asked for, when the clock goes back while the browser is closed.
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    world.now -= step;
    world.wake = Number.POSITIVE_INFINITY;
    const next = await world.live();
    const start = world.now;
    const [posts, requests] = [world.collector.posts().length, world.collector.requests.length];
    await next.tick();
    await next.fromPage(seen(503, start), ALPHA, 'alpha.example');
    await world.runUntil(start + 5 * MINUTE, next);
    expect(world.collector.requests.length - requests).toBeGreaterThanOrEqual(4);
    if (step > 10 * MINUTE) expect(world.collector.posts().length).toBeGreaterThan(posts);
    await world.runUntil(start + 10 * MINUTE, next);
    const minutes = world.collector.received
      .slice(posts)
      .flatMap(({ reports }) => reports.seen.map(({ minute }) => minute));
    expect(minutes).toContain(minuteOf(start));
    expect(Math.max(...minutes)).toBeLessThanOrEqual(minuteOf(world.now));
  });

  it('delays no later report for an observation that lies in the future', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.tick();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    world.now = NOON - HOUR;
    const delays: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const at = NOON - HOUR + round * 20 * MINUTE - 20 * MINUTE;
      world.now = Math.max(world.now, at);
      const posts = world.collector.posts().length;
      const from = world.now;
      await background.tick();
      await background.fromPage(seen(503, from), ALPHA, 'alpha.example');
      await world.runUntil(from + 19 * MINUTE, background);
      const sent = world.collector.received.slice(posts);
      const mine = sent.find(({ reports }) =>
        reports.seen.some(({ minute }) => minute === minuteOf(from)),
      );
      delays.push(mine ? mine.at - from : Number.POSITIVE_INFINITY);
    }
    expect(Math.max(...delays)).toBeLessThan(3 * MINUTE);
  });

  it('still tells a failure from a success that lies in the future, and a use from none', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.fromPage(seen(200, NOON), ALPHA, 'alpha.example');
    world.now = NOON - HOUR;
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    expect(world.view && ownOf(world.view, 'alpha', world.now).condition).toBe('failing');
    const report = { type: 'report', service: 'alpha', feature: 'history' } as const;
    world.now += 6 * MINUTE;
    expect(await background.fromUi(report)).toEqual({ result: 'not-used' });
  });

  it('takes what was seen in the future for nothing', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.fromPage(seen(200, NOON), ALPHA, 'alpha.example');
    world.now = NOON - HOUR;
    const report = { type: 'report', service: 'alpha', feature: 'history' } as const;
    expect(await background.fromUi(report)).toEqual({ result: 'not-used' });
  });
});
