import { describe, expect, it } from 'vitest';
import type { Database } from '../../../lib/journal/migrations.ts';
import { createRealWorld } from './real-engine.ts';
import { createWorld, NOON } from './world.ts';

const MINUTE = 60_000;
const LOST_NAME = 'net::ERR_NAME_NOT_RESOLVED';

function unreachable(): Response {
  throw new TypeError('Failed to fetch');
}

const failing = () => new Response('', { status: 500 });

describe('a connection that breaks', () => {
  it('is the service’s at once while its host, or another’s, answers', async () => {
    const { world, see, answer, cut, told } = await createRealWorld();
    world.collector.status = unreachable;
    await see('beta', answer(404, 'beta'));
    world.now += 50_000;
    await see('alpha', cut());
    expect(told()).toBe('service sure');
    expect(world.collector.requests).toHaveLength(0);
  });

  it('is the service’s while our server was read lately, without asking it again', async () => {
    const { world, background, see, cut, told } = await createRealWorld();
    await background.tick();
    const asked = world.collector.requests.length;
    world.now += 50_000;
    await see('alpha', cut());
    expect(told()).toBe('service sure');
    expect(world.collector.requests).toHaveLength(asked);
  });

  it('is weak at first when nothing is known, and sure when our server answers anything', async () => {
    const shown: unknown[] = [];
    const real = await createRealWorld({
      saveView: async (view) => {
        real.world.view = view;
        shown.push(real.told());
      },
    });
    real.world.collector.status = failing;
    await real.see('alpha', real.cut());
    expect(shown).toEqual(['service weak', 'service sure']);
    expect(real.world.view?.lastDay).toEqual({ alpha: { tried: 1, failed: 1 } });
  });

  it('is nobody’s when our server cannot be reached either, and is never reported', async () => {
    const { world, background, see, cut, told } = await createRealWorld();
    world.collector.status = unreachable;
    await see('alpha', cut());
    expect(told()).toBe('unclear sure');
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
  });

  it('is the reader’s own network when another service is cut as well', async () => {
    const { world, see, cut } = await createRealWorld();
    world.collector.status = unreachable;
    await see('alpha', cut());
    world.now += 20_000;
    await see('beta', cut('beta', LOST_NAME));
    expect(world.view?.events).toMatchObject([
      { service: 'beta', cause: 'you', reason: 'offline' },
      { service: 'alpha', cause: 'you', reason: 'offline' },
    ]);
  });

  it('is taken back when the next poll, before the report, finds the network down', async () => {
    const { chance } = createWorld().parts();
    const early = { ...chance, random: () => 0 };
    const { world, background, see, cut, told } = await createRealWorld({ chance: early });
    await background.tick();
    world.now += 30_000;
    await see('alpha', cut());
    expect(told()).toBe('service sure');
    world.collector.status = unreachable;
    await world.runUntil(NOON + 58_000, background);
    expect(told()).toBe('unclear sure');
    expect(world.view?.lastDay).toEqual({});
    await world.runUntil(NOON + 4 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
  });

  it('stays the service’s when the network breaks down only after it has carried an answer', async () => {
    const { world, background, see, answer, cut, told } = await createRealWorld();
    await background.tick();
    await see('alpha', cut());
    world.now += 4_000;
    await see('beta', answer(404, 'beta'));
    world.collector.status = unreachable;
    world.now = NOON + 67_000;
    await background.tick();
    expect(told()).toBe('service sure');
  });

  it('takes nothing from another failure of the same minute when it is taken back', async () => {
    const { world, background, see, answer, cut } = await createRealWorld();
    await background.tick();
    await see('alpha', cut());
    world.now += 4_000;
    await see('beta', answer(404, 'beta'));
    world.collector.status = unreachable;
    world.now = NOON + 50_000;
    await see('alpha', cut());
    world.now = NOON + 67_000;
    await background.tick();
    expect(world.view?.events.map(({ cause }) => cause)).toEqual(['unclear', 'service']);
    expect(world.view?.lastDay).toEqual({
      alpha: { tried: 1, failed: 1 },
    });
  });

  it('is settled by the poll after a death before the answer', async () => {
    const { world, see, cut, told } = await createRealWorld({ fetch: () => new Promise(() => {}) });
    void see('alpha', cut());
    await expect.poll(told).toBe('service weak');
    const next = await world.live();
    await world.runUntil(NOON + 70_000, next);
    expect(told()).toBe('service sure');
  });

  it('is judged by its name where the server may not be asked', async () => {
    const { world, see, cut, told } = await createRealWorld({ access: async () => false });
    await see('alpha', cut());
    expect(told()).toBe('service sure');
    expect(world.collector.requests).toHaveLength(0);
  });

  it('is the reader’s while the browser says that it is offline', async () => {
    const { world, see, cut, told } = await createRealWorld();
    world.online = false;
    await see('alpha', cut());
    expect(told()).toBe('offline sure');
    expect(world.collector.requests).toHaveLength(0);
  });

  it('asks our server at most once in 15 seconds', async () => {
    const { world, see, cut } = await createRealWorld();
    world.collector.status = unreachable;
    await see('alpha', cut());
    world.now += 90_000;
    await see('alpha', cut());
    const asked = world.collector.requests.length;
    expect(asked).toBe(2);
    world.now += 14_000;
    await see('alpha', cut());
    expect(world.collector.requests).toHaveLength(asked);
  });
});

describe('a name that is not found', () => {
  it('is the service’s only when another is found, and only at a second sign', async () => {
    const { world, see, answer, cut, told } = await createRealWorld();
    await see('beta', answer(200, 'beta'));
    world.now += 1_000;
    await see('alpha', cut('alpha', LOST_NAME));
    expect(told()).toBe('service weak');
    world.now += 5_000;
    await see('alpha', cut('alpha', LOST_NAME));
    expect(told()).toBe('service sure');
  });

  it('is nobody’s when only a server without a name answers', async () => {
    const { background, see, cut, told } = await createRealWorld();
    await background.tick();
    await see('alpha', cut('alpha', LOST_NAME));
    expect(told()).toBe('unclear weak');
  });

  it('is the service’s when a server with a name answers', async () => {
    const { background, see, cut, told } = await createRealWorld({
      origin: 'https://outcry.example',
    });
    await background.tick();
    await see('alpha', cut('alpha', LOST_NAME));
    expect(told()).toBe('service weak');
  });
});

describe('a silence', () => {
  it('is the service’s when the network carries', async () => {
    const { world, see, stall, told } = await createRealWorld();
    world.collector.status = failing;
    await see('alpha', stall());
    expect(told()).toBe('service sure');
    expect(world.view?.lastDay).toEqual({ alpha: { tried: 1, failed: 1 } });
  });

  it('is nobody’s when it does not', async () => {
    const { world, see, stall, told } = await createRealWorld();
    world.collector.status = unreachable;
    await see('alpha', stall());
    expect(told()).toBe('unclear sure');
  });
});

describe('what answers', () => {
  it('is written down at most every 20 seconds', async () => {
    let writes = 0;
    const open = createWorld().parts().database;
    const { world, see, answer } = await createRealWorld({
      database: async () => countWrites(await open(), () => (writes += 1)),
    });
    for (let second = 0; second < 40; second += 1) {
      world.now = NOON + second * 1_000;
      await see('alpha', answer(404));
    }
    expect(writes).toBe(2);
  });

  it('is forgotten with the history', async () => {
    const { world, background, see, answer } = await createRealWorld();
    await see('alpha', answer(200));
    const database = await world.parts().database();
    expect(await database.get('state', 'network')).toMatchObject({ answeredAt: NOON });
    await background.fromUi({ type: 'clearHistory' });
    expect(await database.get('state', 'network')).toMatchObject({ answeredAt: 0 });
  });

  it('proves nothing when it is a document, which the page may keep in its own store', async () => {
    const { world, see, cut, told } = await createRealWorld();
    world.collector.status = unreachable;
    const at = world.now;
    const host = 'alpha.example';
    await see('alpha', { type: 'response', host, path: '/', status: 200, navigation: true, at });
    await see('alpha', cut());
    expect(told()).toBe('unclear sure');
  });
});

function countWrites(database: Database, note: () => void): Database {
  return new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'transaction') return typeof value === 'function' ? value.bind(target) : value;
      return (...given: Parameters<Database['transaction']>) => {
        if (given[1] === 'readwrite') note();
        return target.transaction(...given);
      };
    },
  });
}
