import { describe, expect, it } from 'vitest';
import type { Background } from '../../../lib/background/create-background.ts';
import type { ServiceStatus } from '../../../lib/protocol/status.ts';
import { buildStatus } from '../../support/build-view.ts';
import { ALPHA, createWorld, NOON, seen, type World } from './world.ts';

const MINUTE = 60_000;

/** The server says this about `alpha` from now on. */
function say(world: World, status: Partial<ServiceStatus>): void {
  world.collector.status = () => {
    const at = new Date(world.now).toISOString();
    return Response.json({ v: 1, at, services: { alpha: buildStatus(status) } });
  };
}

const OUTAGE = {
  state: 'outage',
  level: 'confirmed',
  since: '2026-02-03T11:50:00Z',
  failed: 200,
} as const;

async function wishing(alone: boolean): Promise<{ world: World; background: Background }> {
  const world = createWorld();
  const background = await world.live();
  say(world, alone ? {} : OUTAGE);
  await background.tick();
  await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  await wish(background, true, alone);
  return { world, background };
}

function wish(background: Background, wanted: boolean, alone = false) {
  return background.fromUi({ type: 'wishForReturn', service: 'alpha', wanted, alone });
}

describe('the wish to be told when a service is back', () => {
  it('is shown while it waits', async () => {
    const { world, background } = await wishing(false);
    expect(world.view?.wishes).toEqual(['alpha']);
    await wish(background, false);
    expect(world.view?.wishes).toEqual([]);
  });

  it('is granted once, when it works for the reader again', async () => {
    const { world, background } = await wishing(true);
    world.now += 2 * MINUTE;
    await background.fromPage(seen(200, world.now), ALPHA, 'alpha.example');
    expect(world.told).toEqual([['alpha', 'you']]);
    expect(world.view?.wishes).toEqual([]);
    await world.runUntil(NOON + 10 * MINUTE, background);
    expect(world.told).toHaveLength(1);
  });

  it('is granted once, when it works for everyone again', async () => {
    const { world, background } = await wishing(false);
    await world.runUntil(NOON + 20 * MINUTE, background);
    expect(world.told).toEqual([]);
    say(world, {});
    await world.runUntil(NOON + 30 * MINUTE, background);
    expect(world.told).toEqual([['alpha', 'everyone']]);
  });

  it('is not granted by others, to whom it worked all along', async () => {
    const { world, background } = await wishing(true);
    await world.runUntil(NOON + 60 * MINUTE, background);
    expect(world.told).toEqual([]);
    expect(world.view?.wishes).toEqual(['alpha']);
  });

  it('is not granted by a recovery that is not over, nor by a count that falls silent', async () => {
    const { world, background } = await wishing(false);
    say(world, { ...OUTAGE, state: 'recovering' });
    await world.runUntil(NOON + 20 * MINUTE, background);
    say(world, { state: 'unknown', tried: 0, failed: 0, share: null });
    await world.runUntil(NOON + 40 * MINUTE, background);
    expect(world.told).toEqual([]);
  });

  it('survives the death of the background, and is forgotten after three days', async () => {
    const { world } = await wishing(true);
    const next = await world.live();
    await next.tick();
    expect(world.view?.wishes).toEqual(['alpha']);
    world.now += 73 * 60 * MINUTE;
    await next.tick();
    expect(world.told).toEqual([]);
    expect(world.view?.wishes).toEqual([]);
  });

  it('is not noted for a service that does not exist', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.fromUi({
      type: 'wishForReturn',
      service: 'nobody',
      wanted: true,
      alone: false,
    });
    expect(world.view?.wishes).toEqual([]);
  });
});
