import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cutMaster,
  fillDisk as fillDiskOfMaster,
  killMaster,
  killServer,
  pauseMaster,
  type RedisFault,
  runRedisFault,
  slowStore,
  stepClock as stepOneClock,
} from '../../../bench/faults/redis-faults.ts';
import { faultyCluster, redisScene, type Scene } from '../../../bench/faults/scene.ts';
import {
  fillDisk,
  killServer as killOnlyServer,
  stepClock,
} from '../../../bench/faults/sqlite-faults.ts';
import type { RedisCluster } from '../../support/redis/redis-cluster.ts';

const NONE = { lost: 0, double: 0 };

/** Long enough for a failover, short enough for a test; the benchmark has longer ones. */
const TIMES = { calmMs: 500, faultMs: 1_000 };

describe('a server on SQLite', () => {
  it('keeps every acknowledged voice when it is killed under load', async () => {
    const row = await killOnlyServer(TIMES);
    expect(row).toMatchObject(NONE);
    expect(row.refusedSeconds).toBeGreaterThan(0.1);
    expect(row.acknowledged).toBeGreaterThan(20);
  }, 30_000);

  it('keeps every acknowledged voice while its disk is full, and goes on when it is not', async () => {
    const row = await fillDisk(TIMES);
    expect(row).toMatchObject({ ...NONE, status: { failed: 0 } });
    expect(row.refusedSeconds).toBeGreaterThan(0.5);
    expect(row.acknowledged).toBeGreaterThan(20);
  }, 30_000);

  it('takes every voice while its clock is set five minutes back and ahead', async () => {
    const row = await stepClock(TIMES);
    expect(row).toMatchObject({ ...NONE, refusedSeconds: 0, status: { failed: 0 } });
    expect(row.acknowledged).toBeGreaterThan(20);
  }, 30_000);
});

describe('two servers on a Redis Cluster', () => {
  let cluster: RedisCluster;
  let scene: Scene;

  beforeAll(async () => {
    cluster = await faultyCluster(1_000);
    scene = await redisScene(cluster);
  }, 30_000);
  afterAll(async () => {
    await scene.end();
    await cluster.end();
  });

  it('say that they are not ready while the cluster is away, still show the status, and end when told', async () => {
    const [first, second] = scene.servers;
    const get = async (path: string) => (await fetch(`${second?.url}${path}`)).status;
    for (const proxy of cluster.proxies) proxy.cut();
    expect(await get('/readyz')).toBe(503);
    expect(await get('/v1/status.json')).toBe(200);
    const asked = performance.now();
    expect(await first?.process().end('SIGTERM')).toBe(0);
    expect(performance.now() - asked).toBeLessThan(8_000);
    for (const proxy of cluster.proxies) proxy.heal();
    await expect.poll(() => get('/readyz'), { timeout: 10_000 }).toBe(200);
    await first?.killAndRestart();
  }, 40_000);

  it.each<[RedisFault, number]>([
    [killServer, 0],
    [stepOneClock, 1_000],
    [killMaster, 3_000],
    [pauseMaster, 4_000],
    [cutMaster, 4_000],
    [fillDiskOfMaster, 2_000],
    [slowStore, 2_000],
  ])(
    'count each acknowledged voice once: $fault',
    async (fault, faultMs) => {
      const row = await runRedisFault(scene, fault, { ...TIMES, faultMs });
      expect(row).toMatchObject({ ...NONE, status: { failed: 0 } });
      expect(row.status?.reads).toBeGreaterThan(5);
      expect(row.acknowledged).toBeGreaterThan(20);
      for (const server of scene.servers) {
        expect(server.process().child.exitCode).toBeNull();
        expect(server.process().child.signalCode).toBeNull();
      }
    },
    40_000,
  );
});
