import { createCounts } from './redis/counts.ts';
import { type LinkOptions, openLink } from './redis/link.ts';
import { createPeers, type Peers } from './redis/peers.ts';
import { prune } from './redis/prune.ts';
import { RedisTrouble } from './redis/redis-trouble.ts';
import { createSpendings } from './redis/spending.ts';
import { createTimelines } from './redis/timelines.ts';
import { createVotes, type OnService } from './redis/votes.ts';
import type { Store } from './store.ts';

/**
 * Voices of one service and minute that are remembered one by one, about 4 MB. Beyond it they are counted
 * with HyperLogLog, whose standard error is 0.81 % of what is beyond it.
 */
export const EXACT_VOICES = 50_000;

/** Voices live in the nodes' logs of writes for so much longer than in their memory, at most. Milliseconds. */
const CUT_LOGS_EVERY_MS = 10 * 60_000;

export interface RedisStoreOptions extends LinkOptions {
  /** The closed list of services. */
  readonly services: readonly string[];
  readonly clock: () => number;
  readonly exactVoices?: number;
  /** Told when a service cannot be written, and when it can again. */
  readonly onService?: OnService;
}

/** The store, and what its nodes share beside it. */
export interface RedisStore extends Store {
  readonly peers: Peers;
  /** Replicas of the master that has the fewest, as the cluster tells. */
  fewestReplicas(): number;
}

/**
 * The store for many machines: a Redis or Valkey Cluster, version 7 or newer. It connects by itself, and
 * again whenever it must; until then calls wait for up to two seconds and fail.
 */
export function createRedisStore(options: RedisStoreOptions): RedisStore {
  const { services, clock, exactVoices = EXACT_VOICES, onService = () => undefined } = options;
  const link = openLink(options);
  const votes = createVotes({ link, clock, services, exactVoices, onService });
  const spendings = createSpendings(link, clock);
  let cutAt = Number.NEGATIVE_INFINITY;
  return {
    ...createCounts(link, services),
    ...createTimelines(link, services),
    peers: createPeers(link, services),
    fewestReplicas: link.fewestReplicas,
    add: votes.add,
    spend: spendings.spend,
    async ping() {
      const { answering, all } = await link.alive();
      if (answering * 2 > all) return;
      throw new RedisTrouble('CLUSTERDOWN', `${answering} of ${all} masters answer`);
    },
    async prune(horizon) {
      await prune(link, services, horizon);
      await spendings.forget(horizon.spent);
      if (performance.now() - cutAt < CUT_LOGS_EVERY_MS) return;
      cutAt = performance.now();
      await link.cutLogs();
    },
    async close() {
      votes.close();
      spendings.close();
      await link.close();
    },
  };
}
