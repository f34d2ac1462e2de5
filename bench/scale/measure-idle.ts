import { setTimeout as delay } from 'node:timers/promises';
import { sendBatch } from '../../test/server/support/send-batches.ts';
import { startRedisCluster } from '../../test/support/redis/redis-cluster.ts';
import { startOutcry } from '../server/child.ts';
import { usedSeconds } from './node-use.ts';

const SETTLE_MS = 3_000;
const WATCH_MS = 15_000;

/** Services that somebody has spoken of. */
const SERVICES = ['chatgpt', 'claude', 'gemini', 'grok', 'copilot', 'mistral'];

/** What a server takes on which nothing happens: it judges every two seconds. Parts of a core. */
export interface IdleCosts {
  readonly server: number;
  /** Of the busiest master, for each server. */
  readonly master: number;
}

/** Watches a server on a cluster that nobody asks anything. */
export async function measureIdle(): Promise<IdleCosts> {
  const cluster = await startRedisCluster();
  const server = await startOutcry({ OUTCRY_REDIS: cluster.addresses.join(',') });
  try {
    const minute = Math.floor(Date.now() / 60_000);
    const url = `http://127.0.0.1:${server.port}`;
    await Promise.all(
      SERVICES.map((service, who) => sendBatch(url, who, minute, { service, outcome: 'ok' })),
    );
    await delay(SETTLE_MS);
    const use = async () => ({
      at: performance.now(),
      server: server.cpuSeconds(),
      masters: await Promise.all(cluster.nodes.slice(0, 3).map(usedSeconds)),
    });
    const before = await use();
    await delay(WATCH_MS);
    const after = await use();
    const seconds = (after.at - before.at) / 1000;
    const masters = after.masters.map((used, index) => used - (before.masters[index] ?? 0));
    return {
      server: (after.server - before.server) / seconds,
      master: Math.max(...masters) / seconds,
    };
  } finally {
    await server.stop();
    await cluster.end();
  }
}
