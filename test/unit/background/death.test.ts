import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { mortalParts } from './mortal-parts.ts';
import { ALPHA, BETA, createWorld, NOON, response, seen, type World } from './world.ts';

const MINUTE = 60_000;
const noon = minuteOf(NOON);

/** A life of the background that ends after so many steps. @returns whether it ended early */
async function shortLife(
  world: World,
  steps: number,
  act: (background: ReturnType<typeof createBackground>) => Promise<unknown>,
): Promise<boolean> {
  const { parts, isDead } = mortalParts(world.parts(), steps);
  const background = createBackground(parts);
  await background
    .start()
    .then(() => act(background))
    .catch(() => {});
  return isDead();
}

/** Tries every length of life until one is long enough. @returns how many there were */
async function atEveryStep(test: (steps: number) => Promise<boolean>): Promise<number> {
  let steps = 0;
  while (await test(steps)) steps += 1;
  return steps;
}

// Hundreds of lives: slow on a busy machine.
describe('a background that dies at any step', { timeout: 90_000 }, () => {
  it('loses no observation, and repeats only equal bytes, while it sends', async () => {
    const sendings = new Set<number>();
    const steps = await atEveryStep(async (life) => {
      const world = createWorld(life + 1);
      const first = await world.live();
      await first.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
      await first.fromPage(
        { type: 'factsSeen', online: true, facts: [response(200, NOON, 'beta.example')] },
        BETA,
        'beta.example',
      );
      world.now = NOON + 95_000;
      const died = await shortLife(world, life, (background) => background.tick());
      await world.runUntil(NOON + 4 * MINUTE, await world.live());
      expect(world.collector.observations(), `after ${life} steps`).toEqual([
        `alpha ${noon} failed`,
        `beta ${noon} ok`,
      ]);
      expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 0 });
      const bodies = world.collector.received.map(({ body }) => body);
      expect(world.view?.sent.map(({ body }) => body)).toEqual([...new Set(bodies)]);
      sendings.add(bodies.length);
      return died;
    });
    expect(steps).toBeGreaterThan(40);
    // Some deaths lay between sending and writing it down.
    expect([...sendings].sort()).toEqual([1, 2]);
  });

  it('records a failure wholly or not at all', async () => {
    const outcomes = new Set<number>();
    await atEveryStep(async (life) => {
      const world = createWorld();
      await world.live();
      const died = await shortLife(world, life, (background) =>
        background.fromPage(seen(503, NOON), ALPHA, 'alpha.example'),
      );
      await world.runUntil(NOON + 5 * MINUTE, await world.live());
      const voices = world.collector.voices().size;
      expect(world.view?.events.length, `after ${life} steps`).toBe(voices);
      expect(world.view?.lastDay?.alpha?.failed ?? 0).toBe(voices);
      outcomes.add(voices);
      return died;
    });
    expect([...outcomes].sort()).toEqual([0, 1]);
  });

  it('sends a one-click report that was answered, once', async () => {
    await atEveryStep(async (life) => {
      const world = createWorld();
      world.consent = 'unasked';
      world.activeHost = 'alpha.example';
      let answered = false;
      const died = await shortLife(world, life, async (background) => {
        await background.fromUi({ type: 'report', service: 'alpha', feature: 'history' });
        answered = true;
        await world.runUntil(NOON + 10_000, background);
      });
      await world.runUntil(NOON + 2 * MINUTE, await world.live());
      const bodies = new Set(world.collector.received.map(({ body }) => body));
      expect(bodies.size, `after ${life} steps`).toBeLessThanOrEqual(1);
      if (answered) expect(bodies.size).toBe(1);
      expect(world.view?.said.map(({ state }) => state)).toEqual(
        bodies.size === 1 ? ['arrived'] : [],
      );
      return died;
    });
  });

  it('goes on asking for the status after a death during the poll', async () => {
    await atEveryStep(async (life) => {
      const world = createWorld();
      world.consent = 'unasked';
      await world.live();
      const died = await shortLife(world, life, (background) => background.tick());
      const before = world.collector.requests.length;
      await world.runUntil(NOON + 3 * MINUTE, await world.live());
      expect(world.collector.requests.length).toBeGreaterThan(before);
      return died;
    });
  });

  it('survives a restart of the browser hours later', async () => {
    const world = createWorld();
    const first = await world.live();
    await first.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    world.wake = Number.POSITIVE_INFINITY;
    world.now = NOON + 3 * 60 * MINUTE;
    const second = await world.live();
    await second.tick();
    expect(world.collector.received.flatMap(({ reports }) => reports.seen)).toMatchObject([
      { service: 'alpha', minute: noon, outcome: 'failed' },
    ]);
    expect(world.wake).toBeLessThan(world.now + 2 * MINUTE);
  });

  it('goes on when the clock is set back by a day', async () => {
    const world = createWorld();
    const first = await world.live();
    await first.tick();
    world.now = NOON - 24 * 60 * MINUTE;
    const second = await world.live();
    const before = world.collector.requests.length;
    await second.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(world.now + 5 * MINUTE, second);
    expect(world.collector.requests.length).toBeGreaterThan(before + 3);
    expect(world.collector.observations()).toEqual([`alpha ${noon - 24 * 60} failed`]);
  });
});
