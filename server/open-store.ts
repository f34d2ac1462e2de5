import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';
import type { Peers } from './store/redis/peers.ts';
import { troubleOf } from './store/redis/redis-trouble.ts';
import { tryToReach } from './store/redis/try-to-reach.ts';
import { createRedisStore } from './store/redis.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** How long a start waits for the cluster, unless told otherwise. Milliseconds. */
const START_MS = 15_000;

/** From one look at the cluster to the next. Milliseconds. */
const LOOK_EVERY_MS = 200;

const USER_ADVICE =
  'refuses this server: correct user and password, in OUTCRY_REDIS before the nodes or in OUTCRY_REDIS_PASSWORD';

/** What no waiting mends, and what to do. */
const REFUSALS: Readonly<Record<string, string>> = {
  WRONGPASS: USER_ADVICE,
  NOAUTH: USER_ADVICE,
  NOPERM: 'lets this user do too little: give it the commands that docs/operating.md lists',
  'NO-CLUSTER': 'is no cluster: set cluster-enabled in its redis.conf',
};

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
  'db' | 'redis' | 'redisReplicas' | 'redisUser' | 'redisPassword' | 'redisTls'
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
    user: settings.redisUser,
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
      const { code, message } = troubleOf(error);
      const advice = REFUSALS[code];
      if (advice === undefined && performance.now() < deadline) {
        await delay(LOOK_EVERY_MS);
        continue;
      }
      await store.close();
      const named = nodes.join(',');
      if (advice !== undefined) throw new Error(`OUTCRY_REDIS ${named} ${advice}: ${message}`);
      const why = (await tryToReach(nodes, settings.redisTls)) ?? message;
      throw new Error(
        `OUTCRY_REDIS must name nodes of a Redis Cluster that answers; ${named} did not for ${startMs / 1000} seconds: ${why}`,
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
