import { afterAll, beforeAll } from 'vitest';
import { createRedisStore, type RedisStore } from '../../server/store/redis.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis/redis-cluster.ts';
import { storeContract } from './store-contract.ts';

let cluster: RedisCluster;

beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster.end());

const SERVICES = ['alpha', 'alphabet', 'beta', 'many'];

function open(): RedisStore {
  // At the beginning of all time: what the contract stores is as young as can be.
  return createRedisStore({
    nodes: cluster.addresses,
    replicas: 1,
    services: SERVICES,
    clock: () => 0,
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
