import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, type ClusterOptions } from 'ioredis';
import { RedisTrouble } from './redis-trouble.ts';

/** A command that is not answered in this time is given up; so is its connection. Milliseconds. */
export const COMMAND_TIMEOUT_MS = 1_500;

/** From one look at a connection to the next. Milliseconds. */
const LOOK_EVERY_MS = 20;

/** Where a cluster is, and how it is spoken to. */
export interface ConnectOptions {
  /** `host:port` of some nodes; the others are learned from them. */
  readonly nodes: readonly string[];
  readonly password?: string | null;
  readonly tls?: boolean;
}

function addressOf(node: string): { host: string; port: number } {
  const at = node.lastIndexOf(':');
  return {
    host: node.slice(0, at).replaceAll(/^\[|\]$/g, ''),
    port: Number(node.slice(at + 1)),
  };
}

/** With TLS a certificate names the host, not the address it leads to. */
const keepName: NonNullable<ClusterOptions['dnsLookup']> = (name, done) => done(null, name);

/**
 * Connects to a cluster by itself, and again whenever it must.
 * @param pipelines sends together what is asked for in one turn
 */
export function connect({ nodes, password, tls }: ConnectOptions, pipelines: boolean): Cluster {
  const cluster = new Cluster(nodes.map(addressOf), {
    clusterRetryStrategy: () => 200,
    slotsRefreshTimeout: 1_000,
    slotsRefreshInterval: 2_000,
    enableAutoPipelining: pipelines,
    ...(tls ? { dnsLookup: keepName } : {}),
    redisOptions: {
      connectTimeout: 1_000,
      commandTimeout: COMMAND_TIMEOUT_MS,
      socketTimeout: COMMAND_TIMEOUT_MS,
      ...(password ? { password } : {}),
      ...(tls ? { tls: {} } : {}),
    },
  });
  // Told by the commands that fail; without a listener the process would end.
  cluster.on('error', () => undefined);
  return cluster;
}

/** @throws RedisTrouble when no node has told of the cluster in time */
export async function untilReady(cluster: Cluster, ms: number): Promise<void> {
  const deadline = performance.now() + ms;
  while (cluster.status !== 'ready') {
    if (performance.now() >= deadline) {
      throw new RedisTrouble('CLUSTERDOWN', 'none of the nodes answers as one of a cluster');
    }
    await delay(LOOK_EVERY_MS);
  }
}
