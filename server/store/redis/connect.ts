import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, type ClusterOptions } from 'ioredis';
import { addressOf } from './address-of.ts';
import { RedisTrouble, troubleOf } from './redis-trouble.ts';

/** A command that is not answered in this time is given up; so is its connection. Milliseconds. */
export const COMMAND_TIMEOUT_MS = 1_500;

/** From one look at a connection to the next. Milliseconds. */
const LOOK_EVERY_MS = 20;

/** Where a cluster is, and how it is spoken to. */
export interface ConnectOptions {
  /** `host:port` of some nodes; the others are learned from them. */
  readonly nodes: readonly string[];
  /** Without one the cluster's default user. */
  readonly user?: string | null;
  readonly password?: string | null;
  readonly tls?: boolean;
}

/** A connection to a cluster. */
export interface Connection {
  readonly cluster: Cluster;
  /** Waits for a node that tells of the cluster. @throws RedisTrouble when none has in time */
  ready(ms: number): Promise<void>;
}

/** What the cluster itself said to all of us; null where it was not reached. */
function refusalOf(error: unknown): RedisTrouble | null {
  const said = error instanceof Error && 'lastNodeError' in error ? error.lastNodeError : null;
  return said instanceof Error && said.name === 'ReplyError' ? troubleOf(said) : null;
}

/** With TLS a certificate names the host, not the address it leads to. */
const keepName: NonNullable<ClusterOptions['dnsLookup']> = (name, done) => done(null, name);

/**
 * Connects to a cluster by itself, and again whenever it must.
 * @param pipelines sends together what is asked for in one turn
 */
export function connect(options: ConnectOptions, pipelines: boolean): Connection {
  const { nodes, user, password, tls } = options;
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
      ...(user ? { username: user } : {}),
      ...(password ? { password } : {}),
      ...(tls ? { tls: {} } : {}),
    },
  });
  let refusal: RedisTrouble | null = null;
  // Without a listener the process would end.
  cluster.on('error', (error: unknown) => {
    refusal = refusalOf(error);
  });
  return {
    cluster,
    async ready(ms) {
      const deadline = performance.now() + ms;
      while (cluster.status !== 'ready') {
        if (performance.now() >= deadline) {
          throw (
            refusal ??
            new RedisTrouble('CLUSTERDOWN', 'none of the nodes answers as one of a cluster')
          );
        }
        await delay(LOOK_EVERY_MS);
      }
    },
  };
}
