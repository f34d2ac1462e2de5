import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serviceKeys, slotOf, spentKey } from '../../server/store/keys.ts';
import {
  createRedisStore,
  type RedisStore,
  type RedisStoreOptions,
} from '../../server/store/redis.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis/redis-cluster.ts';
import { storeContract } from './store-contract.ts';
import { FAILED, OK, vote, weight } from './votes.ts';

let cluster: RedisCluster;

beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster.end());

const SERVICES = ['alpha', 'alphabet', 'beta', 'many'];

function open(change: Partial<RedisStoreOptions> = {}): RedisStore {
  return createRedisStore({
    nodes: cluster.addresses.slice(0, 2),
    replicas: 1,
    services: SERVICES,
    // At the beginning of all time: what the contract stores is as young as can be.
    clock: () => 0,
    ...change,
  });
}

storeContract('Redis store', () => {
  let store: RedisStore | null = null;
  const close = async () => store?.close().catch(() => undefined);
  const openNew = async () => {
    store = open();
    return store;
  };
  return {
    open: openNew,
    async reopen() {
      await close();
      return openNew();
    },
    async dispose() {
      await close();
      await cluster.flush();
    },
  };
});

describe('a Redis Cluster', () => {
  let stores: RedisStore[] = [];
  const opened = (change: Partial<RedisStoreOptions> = {}) => {
    const store = open(change);
    stores.push(store);
    return store;
  };
  afterEach(async () => {
    for (const node of cluster.nodes) node.signal('SIGCONT');
    await cluster.ready();
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    await cluster.flush();
  });

  it('has the slots that we think', async () => {
    for (const tag of [...SERVICES, 'lease:official', 'spent:key-1:3']) {
      expect(await cluster.nodes[0]?.direct.cluster('KEYSLOT', `outcry:1:{${tag}}:x`)).toBe(
        slotOf(tag),
      );
    }
  });

  it('counts each voice once, however many nodes add it at the same time', async () => {
    const nodes = [opened(), opened(), opened()];
    const votes = Array.from({ length: 500 }, (_, who) => vote(`${who}`));
    const words = await Promise.all(nodes.map((node) => node.add(votes, () => FAILED)));
    for (let at = 0; at < votes.length; at += 1) {
      expect(words.map((own) => own[at]).toSorted()).toEqual(['known', 'known', 'new']);
    }
    for (const node of nodes) {
      expect(await node.tally(1000, 1000)).toMatchObject([
        { tried: 500, failed: 500, voices: 500 },
      ]);
    }
  });

  it('counts a batch once when the connection breaks again and again under it', async () => {
    const store = opened();
    await store.ping().catch(() => undefined);
    let isOver = false;
    const breaker = (async () => {
      while (!isOver) {
        for (const { direct } of cluster.nodes) {
          await direct.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes').catch(() => 0);
        }
        await delay(60);
      }
    })();
    for (let group = 0; group < 20; group += 1) {
      const votes = Array.from({ length: 25 }, (_, who) => vote(`${group}/${who}`));
      await store.add(votes, () => OK).catch(() => []);
      await store.add(votes, () => OK).catch(() => []);
    }
    isOver = true;
    await breaker;
    const all = Array.from({ length: 500 }, (_, at) => vote(`${Math.floor(at / 25)}/${at % 25}`));
    await expect.poll(() => store.add(all, () => OK).then(({ length }) => length)).toBe(500);
    expect(await store.tally(1000, 1000)).toMatchObject([{ tried: 500, voices: 500 }]);
  }, 30_000);

  it('acknowledges nothing that no replica has, and counts it once when one has it later', async () => {
    const store = opened();
    const replica = cluster.nodes[(await cluster.masterOf('{alpha}')) + 3];
    await store.add([vote('a')], () => OK);
    replica?.signal('SIGSTOP');
    await expect(store.add([vote('b')], () => OK)).rejects.toMatchObject({
      code: 'TOO-FEW-REPLICAS',
    });
    // What is known to the master alone is not acknowledged either.
    await expect(store.add([vote('b')], () => OK)).rejects.toThrow();
    replica?.signal('SIGCONT');
    await cluster.ready();
    await expect
      .poll(() => store.add([vote('b')], () => OK).catch(() => null), { timeout: 5_000 })
      .toEqual(['known']);
    expect(await store.tally(1000, 1000)).toMatchObject([{ tried: 2, voices: 2 }]);
  }, 30_000);

  it('leaves nothing of a voice on any disk once it is forgotten and the logs are cut', async () => {
    // Half an hour later by the store's clock: the voices live for a second.
    const store = opened({ clock: () => 1_030 * 60_000 });
    const votes = Array.from({ length: 50 }, (_, who) => vote(`disk ${who}`));
    await store.add(votes, () => OK);
    const isOnDisk = () =>
      cluster.nodes.some(({ folder }) =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
          .some((bytes) => votes.some(({ voice }) => bytes.includes(voice))),
      );
    await expect.poll(isOnDisk, { timeout: 5_000 }).toBe(true);
    await delay(1_500);
    const keep = { minutes: 0, transitions: 0, days: 0, incidents: 0, spent: 0 };
    await store.prune({ voices: 0, ...keep });
    await expect.poll(isOnDisk, { timeout: 10_000 }).toBe(false);
    expect(await store.series('alpha', 1000, 1000)).toEqual([
      { minute: 1000, tried: 50, failed: 0 },
    ]);
  }, 30_000);

  it('asks no replica where the operator says so', async () => {
    const store = opened({ replicas: 0 });
    const replica = cluster.nodes[(await cluster.masterOf('{alpha}')) + 3];
    replica?.signal('SIGSTOP');
    expect(await store.add([vote('a')], () => OK)).toEqual(['new']);
    replica?.signal('SIGCONT');
    await cluster.ready();
  }, 30_000);

  it('spends values again on a master that could not be written, and leaves nothing of its trials', async () => {
    const store = opened();
    const spend = (first: number) =>
      store.spend('key', [{ value: Uint8Array.of(first, 1), purpose: Uint8Array.of(2) }], 1000);
    // The list of epochs is on its master before anything fails.
    expect(await spend(0)).toEqual(['new']);
    const { tag, key } = spentKey('key', 0);
    const master = cluster.nodes[await cluster.masterOf(`{${tag}}`)];
    const before = await master?.direct.hgetall(key);
    await master?.direct.config('SET', 'maxmemory', '1');
    await expect(spend(16)).rejects.toMatchObject({ code: 'OOM' });
    await expect(spend(16)).rejects.toMatchObject({ code: 'AWAY' });
    await master?.direct.config('SET', 'maxmemory', '0');
    await expect.poll(() => spend(0).catch(() => null), { timeout: 5_000 }).toEqual(['same']);
    expect(await master?.direct.hgetall(key)).toEqual(before);
    expect(await spend(16)).toEqual(['new']);
  }, 30_000);

  describe('beyond the voices that it remembers one by one', () => {
    const exactVoices = 1_000;
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, who) => vote(`${from + who}`));

    /** Adds in groups, as requests come. */
    const addAll = async (store: RedisStore, from: number, count: number, given = OK) => {
      for (let at = from; at < from + count; at += 500) {
        await store.add(many(at, Math.min(500, from + count - at)), () => given);
      }
    };

    it('estimates what is more, within four standard errors, and once however often it is sent', async () => {
      const store = opened({ exactVoices });
      await addAll(store, 0, 1_000, FAILED);
      expect(await store.tally(1000, 1000)).toMatchObject([{ tried: 1_000, failed: 1_000 }]);
      await addAll(store, 1_000, 20_000, OK);
      await addAll(store, 21_000, 10_000, FAILED);
      const [tally] = await store.tally(1000, 1000);
      const error = (count: number, of: number) => Math.abs(count - of) / of;
      expect(error(tally?.tried ?? 0, 31_000)).toBeLessThan(4 * 0.0081);
      expect(error(tally?.voices ?? 0, 31_000)).toBeLessThan(4 * 0.0081);
      expect(error(tally?.failed ?? 0, 11_000)).toBeLessThan(4 * 0.0081);
      await addAll(store, 0, 31_000, OK);
      const [again] = await store.tally(1000, 1000);
      expect(again?.voices).toBe(tally?.voices);
      expect(again?.tried).toBe(tally?.tried);
      const key = serviceKeys('alpha').voices(1000);
      const master = cluster.nodes[await cluster.masterOf('{alpha}')];
      // The voices, and the mark that the set is closed.
      expect(await master?.direct.scard(key)).toBe(1_001);
    }, 30_000);

    it('counts once who comes again when there would be room, or at several nodes at the same time', async () => {
      const [one, other] = [opened({ exactVoices }), opened({ exactVoices })];
      await addAll(one, 0, 900);
      await Promise.all([one.add(many(900, 400), () => OK), other.add(many(850, 100), () => OK)]);
      const [tally] = await one.tally(1000, 1000);
      expect(Math.abs((tally?.tried ?? 0) - 1_300)).toBeLessThan(20);
      for (let at = 850; at < 1_300; at += 50) await addAll(other, at, 50);
      expect(await one.tally(1000, 1000)).toMatchObject([{ tried: tally?.tried }]);
    });

    it('takes back what a later voice lowers', async () => {
      const store = opened({ exactVoices: 0 });
      await addAll(store, 0, 200, FAILED);
      await addAll(store, 200, 100, weight({ failed: -1, raised: [1], lowered: [0] }));
      const [tally] = await store.tally(1000, 1000);
      expect(tally?.tried).toBeGreaterThan(190);
      expect(tally?.failed).toBeGreaterThan(90);
      expect(tally?.failed).toBeLessThan(110);
      expect(Object.values(tally?.signals ?? {}).map((n) => Math.round(n / 20))).toEqual([5, 5]);
    });

    it('is the same for every node', async () => {
      const [one, other] = [opened({ exactVoices }), opened({ exactVoices })];
      await Promise.all([addAll(one, 0, 3_000), addAll(other, 1_500, 3_000, FAILED)]);
      expect(await one.series('alpha', 0, 2000)).toEqual(await other.series('alpha', 0, 2000));
    });
  });
});
