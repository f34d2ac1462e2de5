import { EPOCH_MINUTES } from '../../lib/protocol/issuer-key.ts';
import { EXACT_VOICES } from '../../server/store/redis.ts';
import { HEADROOM, PRICES, TRAFFIC } from './assumptions.ts';
import { type Demand, hotPerMinute } from './demand.ts';
import type { Measured } from './measured.ts';

/** Minutes for which stores hold a voice: SQLite prunes, Redis lets it expire. */
const SQLITE_MINUTES = 30;
const REDIS_MINUTES = 19;

/** Seconds between two times that Redis' log of writes is made anew. */
const LOG_SECONDS = 600;

/** Of the smallest cluster; each has one replica. */
export const LEAST_MASTERS = 3;

/** What has to be there for it. */
export interface Needs {
  readonly store: 'SQLite' | 'Redis Cluster';
  readonly nodes: number;
  /** Of all servers together, busy at the busiest time. */
  readonly cores: number;
  /** Of these, for issuing and taking tokens. */
  readonly tokens: number;
  /** Part of a core that the master of the busiest service is busy. */
  readonly hotMaster: number;
  /** Machines of the cluster: masters and a replica of each. */
  readonly redisMachines: number;
  /** On the machine that holds most. Bytes. */
  readonly memory: number;
  readonly disk: number;
  /** Bits a second into the servers, out of them towards the CDN, and out of the CDN. */
  readonly bitsIn: number;
  readonly bitsOut: number;
  readonly bitsOfCdn: number;
}

/** Part of a core that reports take of the master of the busiest service. */
function hotMasterOf(demand: Demand, measured: Measured, masters: number): number {
  const { busiest, store } = measured;
  const { posts, weather, redeems } = demand;
  const hot = hotPerMinute(demand, measured);
  const micros =
    hot > EXACT_VOICES ? Math.max(store.masterMicros, store.estimatedMicros) : store.masterMicros;
  const others = (posts * (1 - busiest[weather]) * store.masterMicros) / masters;
  const spends = (redeems * store.spentMicros) / masters;
  return (posts * busiest[weather] * micros + others + spends) / 1e6;
}

/** Cores that tokens take: they are signed on the thread that takes batches, and checked on others. */
function tokenCores({ issues, redeems }: Demand, { seconds }: Measured): number {
  return issues * seconds.issue + redeems * seconds.redeem;
}

/** Part of one core that the one thread is busy which takes batches, were there one server only. */
export function oneThreadOf({ posts, misses, issues }: Demand, { seconds }: Measured): number {
  return posts * seconds.sqlitePost + misses * seconds.read + issues * seconds.issue;
}

/** Cores that are busy, were there one server only. */
function oneServerOf(demand: Demand, measured: Measured): number {
  return oneThreadOf(demand, measured) + demand.redeems * measured.seconds.redeem;
}

/** Whether one server on SQLite is enough. */
export function fitsOne(demand: Demand, measured: Measured): boolean {
  return (
    oneThreadOf(demand, measured) <= HEADROOM.busy &&
    oneServerOf(demand, measured) <= HEADROOM.busy * PRICES.machineCores
  );
}

/** Bytes that a Redis process may hold: as much again is needed while its log is made anew. */
export const MEMORY = (PRICES.machineGigabytes / 2) * 1e9;

/** Tokens that were spent under keys which still count. */
function spentOf({ users }: Demand, { habits }: Measured): number {
  return (users * habits.tokensSpent * EPOCH_MINUTES) / (24 * 60);
}

function needsOfOne(demand: Demand, measured: Measured): Needs {
  return {
    store: 'SQLite',
    nodes: 1,
    cores: oneServerOf(demand, measured),
    tokens: tokenCores(demand, measured),
    hotMaster: 0,
    redisMachines: 0,
    memory: measured.nodeMegabytes * 1e6,
    disk:
      (demand.posts / measured.rush) * 60 * SQLITE_MINUTES * measured.store.sqliteBytes +
      spentOf(demand, measured) * measured.store.spentFileBytes,
    ...bitsOf(demand, measured),
  };
}

function bitsOf({ posts, misses, reads }: Demand, { habits, bytes }: Measured) {
  const { status, history, rules } = habits.reads;
  const each =
    (status * bytes.status + history * bytes.history + rules * bytes.status) /
    (status + history + rules);
  return {
    bitsIn: 8 * posts * (habits.reportBytes + TRAFFIC.reportHead),
    bitsOut: 8 * (posts * TRAFFIC.reportAnswer + misses * bytes.home),
    bitsOfCdn: 8 * (posts * TRAFFIC.reportAnswer + reads * each),
  };
}

function needsOfMany(demand: Demand, measured: Measured): Needs {
  const { seconds, store, idle, rush } = measured;
  const { posts, misses, issues, redeems } = demand;
  const threads = posts * seconds.clusterPost + misses * seconds.read + issues * seconds.issue;
  const work = threads + redeems * seconds.redeem;
  const needed = Math.max(threads, work / PRICES.machineCores) / (HEADROOM.busy - idle.server);
  const nodes = Math.ceil(needed) + HEADROOM.spareNodes;
  const spent = spentOf(demand, measured) * store.spentBytes;
  const masters = Math.max(LEAST_MASTERS, Math.ceil(spent / MEMORY));
  const perMinute = (posts / rush) * 60;
  const hot = hotPerMinute(demand, measured);
  const others = (perMinute - hot) / masters;
  const estimate = hot > EXACT_VOICES ? store.estimateBytes : 0;
  const exact = Math.min(hot, EXACT_VOICES) + others;
  const memory = REDIS_MINUTES * (exact * store.redisBytes + estimate) + spent / masters;
  return {
    store: 'Redis Cluster',
    nodes,
    cores: work + nodes * idle.server,
    tokens: tokenCores(demand, measured),
    hotMaster: hotMasterOf(demand, measured, masters) + nodes * idle.master,
    redisMachines: 2 * masters,
    memory,
    disk: (exact / 60) * LOG_SECONDS * store.logBytes + memory,
    ...bitsOf(demand, measured),
  };
}

/** @returns what has to be there for what is asked @param isOne whether one server on SQLite shall do */
export function needsOf(demand: Demand, measured: Measured, isOne: boolean): Needs {
  return isOne ? needsOfOne(demand, measured) : needsOfMany(demand, measured);
}
