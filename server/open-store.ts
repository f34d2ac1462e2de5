import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';
import type { Peers } from './store/redis/peers.ts';
import { createRedisStore } from './store/redis.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** How long a start waits for the cluster, unless told otherwise. Milliseconds. */
const START_MS = 15_000;

/** From one look at the cluster to the next. Milliseconds. */
const LOOK_EVERY_MS = 200;

/** What the server stands on. */
export interface OpenedStore {
  readonly store: Store;
  /** The other nodes; null where this server is alone. */
  readonly peers: Peers | null;
}

export interface OpenStoreOptions {
  /** The closed list of services. */
  readonly services: readonly string[];
  readonly clock: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** How long to wait for a cluster. Milliseconds. */
  readonly startMs?: number;
}

type StoreSettings = Pick<
  Settings,
  'db' | 'redis' | 'redisReplicas' | 'redisPassword' | 'redisTls'
>;

function openSqlite(path: string): OpenedStore {
  try {
    return { store: createSqliteStore(path), peers: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `OUTCRY_DB must be a SQLite file that the server can write; ${JSON.stringify(path)} cannot be used: ${why}`,
    );
  }
}

async function openRedis(
  settings: StoreSettings,
  nodes: readonly string[],
  { services, clock, log, startMs = START_MS }: OpenStoreOptions,
): Promise<OpenedStore> {
  const store = createRedisStore({
    nodes,
    replicas: settings.redisReplicas,
    password: settings.redisPassword,
    tls: settings.redisTls,
    services,
    clock,
    onService(service, code) {
      if (code === null) log.info('store-back', { service });
      else log.warn('store-away', { service, code });
    },
  });
  const deadline = performance.now() + startMs;
  for (;;) {
    try {
      await store.ping();
      const found = store.fewestReplicas();
      if (found < settings.redisReplicas) {
        const wanted = settings.redisReplicas;
        log.warn('too-few-replicas', {
          found,
          wanted,
          advice:
            'some master has fewer replicas than must have each voice, so its services take none: add replicas, or lower OUTCRY_REDIS_REPLICAS',
        });
      }
      return { store, peers: store.peers };
    } catch (error) {
      if (performance.now() < deadline) {
        await delay(LOOK_EVERY_MS);
        continue;
      }
      await store.close();
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(
        `OUTCRY_REDIS must name nodes of a Redis Cluster that answers; ${nodes.join(',')} did not for ${startMs / 1000} seconds: ${why}`,
      );
    }
  }
}

/**
 * Opens the store that the settings name, and waits until it answers.
 * @throws Error whose message is one line that says what to do
 */
export async function openStore(
  settings: StoreSettings,
  options: OpenStoreOptions,
): Promise<OpenedStore> {
  return settings.redis === null
    ? openSqlite(settings.db)
    : openRedis(settings, settings.redis, options);
}
