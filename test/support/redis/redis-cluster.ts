import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from './free-ports.ts';
import { type RedisNode, type RedisSecurity, startRedisNode } from './redis-node.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const MASTERS = 3;
const SLOTS = 16_384;
const START_LIMIT_MS = 15_000;

export interface RedisClusterOptions {
  /** Puts a proxy in front of every node, for clients and replicas. */
  readonly isProxied?: boolean;
  /** Milliseconds. */
  readonly nodeTimeoutMs?: number;
  readonly security?: RedisSecurity;
  /** A command line before the one of the first master. */
  readonly firstWrapper?: readonly string[];
}

/** A real cluster of three masters with a replica each. */
export interface RedisCluster {
  /** As `OUTCRY_REDIS` takes it. */
  readonly addresses: readonly string[];
  /** Masters first, then their replicas in the same order, as they were at the start. */
  readonly nodes: readonly RedisNode[];
  /** One for each node; empty without `isProxied`. */
  readonly proxies: readonly TcpProxy[];
  /** The number of the node that now serves a key, as living nodes see it. */
  masterOf(key: string): Promise<number>;
  /** Waits until every slot is served and every master has as many connected replicas. */
  ready(replicas?: number): Promise<void>;
  /** Deletes all keys. */
  flush(): Promise<void>;
  /** Ends every process and deletes all files. */
  end(): Promise<void>;
}

const idOf = (index: number) => hash('sha1', `node ${index}`);

/** What node `own` is told of all the others: the cluster exists from the first moment, nobody has to meet. */
function nodesConf(own: number, announced: readonly number[], buses: readonly number[]): string {
  const lines = announced.map((port, index) => {
    const isMaster = index < MASTERS;
    const role = isMaster ? 'master' : 'slave';
    const flags = index === own ? `myself,${role}` : role;
    const slots = Math.ceil(SLOTS / MASTERS);
    const first = index * slots;
    const range = isMaster ? ` ${first}-${Math.min(first + slots, SLOTS) - 1}` : '';
    const master = isMaster ? '-' : idOf(index - MASTERS);
    const epoch = (index % MASTERS) + 1;
    return `${idOf(index)} 127.0.0.1:${port}@${buses[index]} ${flags} ${master} 0 0 ${epoch} connected${range}`;
  });
  return `${lines.join('\n')}\nvars currentEpoch ${MASTERS} lastVoteEpoch 0\n`;
}

async function isReady(node: RedisNode, replicas: number): Promise<boolean> {
  try {
    const state = await node.direct.cluster('INFO');
    if (!/cluster_state:ok/.test(state) || !/cluster_slots_ok:16384/.test(state)) return false;
    const role = await node.direct.info('replication');
    const isMaster = role.includes('role:master');
    if (!isMaster) return role.includes('master_link_status:up');
    return (role.match(/state=online/g) ?? []).length >= replicas;
  } catch {
    return false;
  }
}

/** Starts a cluster on free ports of loopback, in a temporary folder. */
export async function startRedisCluster(options: RedisClusterOptions = {}): Promise<RedisCluster> {
  const { isProxied = false, nodeTimeoutMs = 1_500 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'outcry-redis-'));
  const all = await freePorts(MASTERS * 2 * 3);
  const count = MASTERS * 2;
  const ports = all.slice(0, count);
  const buses = all.slice(count, 2 * count);
  const announced = isProxied ? all.slice(2 * count) : ports;
  const proxies = isProxied
    ? await Promise.all(ports.map((port, index) => startTcpProxy(port, announced[index])))
    : [];
  const nodes = await Promise.all(
    ports.map((port, index) =>
      startRedisNode({
        id: idOf(index),
        port,
        busPort: buses[index] ?? 0,
        announcedPort: announced[index] ?? port,
        folder: join(folder, `${index}`),
        nodesConf: nodesConf(index, announced, buses),
        nodeTimeoutMs,
        ...(options.security ? { security: options.security } : {}),
        ...(index === 0 && options.firstWrapper ? { wrapper: options.firstWrapper } : {}),
      }),
    ),
  );
  const cluster: RedisCluster = {
    addresses: announced.map((port) => `127.0.0.1:${port}`),
    nodes,
    proxies,
    async masterOf(key) {
      for (const node of nodes) {
        const found = await (async () => {
          const slot = await node.direct.cluster('KEYSLOT', key);
          const ranges = await node.direct.cluster('SLOTS');
          return ranges.find(([first, last]) => first <= slot && slot <= last)?.[2]?.[1];
        })().catch(() => undefined);
        if (found !== undefined) return announced.indexOf(found);
      }
      throw new Error(`no node knows who serves ${key}`);
    },
    async ready(replicas = 1) {
      const deadline = performance.now() + START_LIMIT_MS;
      for (;;) {
        const states = await Promise.all(nodes.map((node) => isReady(node, replicas)));
        if (states.every((state) => state)) return;
        if (performance.now() > deadline) throw new Error('the Redis cluster is not ready');
        await delay(50);
      }
    },
    async flush() {
      for (const node of nodes) {
        if ((await node.direct.role())[0] === 'master') await node.direct.flushall();
      }
    },
    async end() {
      await Promise.all(nodes.map((node) => node.end()));
      await Promise.all(proxies.map((proxy) => proxy.end()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await cluster.ready().catch(async (error) => {
    await cluster.end();
    throw error;
  });
  return cluster;
}
