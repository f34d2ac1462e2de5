import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import type { Parts } from '../../../lib/background/parts.ts';
import type { Database } from '../../../lib/journal/migrations.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;
const full = () => new DOMException('The disk is full.', 'QuotaExceededError');

/** A database that can be read, and written only while `isFull` says no. */
function fillable(parts: Parts, isFull: () => boolean): Parts {
  const limited = (database: Database) =>
    new Proxy(database, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'transaction' && given[1] === 'readwrite' && isFull()) throw full();
          return value.apply(target, given);
        };
      },
    });
  return { ...parts, database: async () => limited(await parts.database()) };
}

describe('a disk that fills up', () => {
  it('makes no loop of requests when it fills while the server answers', async () => {
    const world = createWorld();
    let isFull = false;
    const background = createBackground(fillable(world.parts(), () => isFull));
    await background.start();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    world.collector.answer = () => {
      isFull = true;
      return Response.json({ next: 60 }, { status: 202 });
    };
    let ticks = 0;
    const tick = async () => {
      ticks += 1;
      await background.tick().catch(() => {});
    };
    await world.runUntil(NOON + 10 * MINUTE, { tick });
    expect(world.collector.posts()).toHaveLength(1);
    expect(ticks).toBeLessThan(40);
    isFull = false;
    world.collector.answer = () => Response.json({ next: 60 }, { status: 202 });
    await world.runUntil(NOON + 15 * MINUTE, { tick });
    expect(world.collector.posts()).toHaveLength(2);
    expect(world.collector.observations()).toEqual([`alpha ${minuteOf(NOON)} failed`]);
    expect(world.view?.queue.waiting).toBe(0);
  });

  it('is told to whoever asked for the work', async () => {
    const world = createWorld();
    const background = createBackground(fillable(world.parts(), () => true));
    await background.start();
    await expect(background.tick()).rejects.toThrow('full');
  });
});

describe('the watcher of a page', () => {
  const start = (parts: Parts) =>
    createBackground(parts).fromPage({ type: 'watchStarted' }, ALPHA, 'alpha.example');
  const plan = { plan: { host: 'alpha.example' } };

  it('waits for no view', async () => {
    const parts: Parts = { ...createWorld().parts(), saveView: () => new Promise(() => {}) };
    expect(await start(parts)).toEqual(plan);
  });

  it('starts also where its use cannot be noted, which is told', async () => {
    let told: (error: unknown) => void = () => {};
    const failure = new Promise((resolve) => {
      told = resolve;
    });
    const parts = fillable(createWorld().parts(), () => true);
    expect(await start({ ...parts, onFailure: told })).toEqual(plan);
    expect(String(await failure)).toContain('full');
  });
});

describe('a view that cannot be stored', () => {
  const blind = (world: ReturnType<typeof createWorld>) =>
    createBackground({
      ...world.parts(),
      saveView: async () => {
        throw full();
      },
    });

  it('keeps no watcher from starting, and no failure from being counted', async () => {
    const world = createWorld();
    const background = blind(world);
    expect(await background.fromPage({ type: 'watchStarted' }, ALPHA, 'alpha.example')).toEqual({
      plan: { host: 'alpha.example' },
    });
    expect(await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example')).toEqual({
      ok: true,
    });
    const tick = () => background.tick().catch(() => {});
    await world.runUntil(NOON + 3 * MINUTE, { tick });
    expect(world.collector.observations()).toHaveLength(1);
  });

  it('makes no answer to a click untrue', async () => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    const background = blind(world);
    expect(
      await background.fromUi({ type: 'report', service: 'alpha', feature: 'history' }),
    ).toEqual({ result: 'queued' });
    expect(await background.fromUi({ type: 'setConsent', given: false })).toEqual({ ok: true });
    expect(await background.fromUi({ type: 'clearHistory' })).toEqual({ ok: true });
  });
});

describe('a choice that cannot be read', () => {
  it('counts as none: the journal goes on, nothing is reported', async () => {
    const world = createWorld();
    let isBroken = true;
    const background = createBackground({
      ...world.parts(),
      consent: async () => {
        if (isBroken) throw new Error('An unexpected error occurred');
        return 'given';
      },
    });
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    isBroken = false;
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.view?.events).toHaveLength(1);
    expect(world.collector.posts()).toHaveLength(0);
  });
});
