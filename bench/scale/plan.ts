import { EPOCH_MINUTES } from '../../lib/protocol/issuer-key.ts';
import { EXACT_VOICES } from '../../server/store/redis.ts';
import { HEADROOM, PRICES, TRAFFIC } from './assumptions.ts';
import type { Measured } from './measured.ts';

const DAY_SECONDS = 86_400;
const MONTH_DAYS = 30.4;
const GIGABYTE = 1e9;

/** Minutes for which stores hold a voice: SQLite prunes, Redis lets it expire. */
const SQLITE_MINUTES = 30;
const REDIS_MINUTES = 19;

/** Seconds between two times that Redis' log of writes is made anew. */
const LOG_SECONDS = 600;

/** Of the smallest cluster; each has one replica. */
export const LEAST_MASTERS = 3;

/** How long shared caches keep a file before they ask again. Seconds. */
export const CACHE_SECONDS = { status: 15, history: 60, rules: 300, pages: 15 } as const;

export type Weather = 'calm' | 'outage';

/** What so many users ask for, a second in the busiest half minute unless it says otherwise. */
export interface Demand {
  readonly users: number;
  readonly weather: Weather;
  /** Batches, in the mean of the day and in the busiest half minute. */
  readonly meanPosts: number;
  readonly posts: number;
  /** Requests for tokens, and tokens that batches bring. */
  readonly issues: number;
  readonly redeems: number;
  /** Readings of all public files, of which so many reach the origin. */
  readonly reads: number;
  readonly misses: number;
  /** Part of the readings that a CDN answers. */
  readonly hitRate: number;
}

/** A cache that is asked `rate` times a second asks the origin once in its time, and only when it is asked itself. */
function missesOf(rate: number, seconds: number, copies: number): number {
  const each = rate / copies;
  return each === 0 ? 0 : (copies * each) / (1 + each * seconds);
}

/** @returns what so many users ask for at the busiest time of such a day */
export function demandOf(users: number, weather: Weather, measured: Measured): Demand {
  const { habits, peak, rush } = measured;
  const { edgeSites, encodings, viewsCalm, viewsInOutage, viewHours, pages } = TRAFFIC;
  const perSecond = (perDay: number) => (users * perDay) / DAY_SECONDS;
  const calmPeak = (perDay: number) => perSecond(perDay) * peak.calm;
  const copies = edgeSites * encodings;
  const views =
    weather === 'calm'
      ? calmPeak(viewsCalm)
      : calmPeak(viewsCalm) + (users * viewsInOutage) / (viewHours * 3_600);
  const files = [
    { rate: calmPeak(habits.reads.status), seconds: CACHE_SECONDS.status, copies },
    { rate: calmPeak(habits.reads.history), seconds: CACHE_SECONDS.history, copies },
    { rate: calmPeak(habits.reads.rules), seconds: CACHE_SECONDS.rules, copies },
    { rate: views, seconds: CACHE_SECONDS.pages, copies: copies * pages },
  ];
  const reads = files.reduce((sum, { rate }) => sum + rate, 0);
  const misses = files.reduce(
    (sum, { rate, seconds, ...file }) => sum + missesOf(rate, seconds, file.copies),
    0,
  );
  const posts = perSecond(habits.reports) * peak[weather] * rush;
  return {
    ...{ users, weather, reads, misses, posts },
    meanPosts: perSecond(habits.reports),
    issues: calmPeak(habits.tokenFetches),
    // Tokens go with batches, but they do not become more when batches do.
    redeems: calmPeak(habits.tokensSpent) * rush,
    hitRate: 1 - misses / reads,
  };
}

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

/** Voices about the busiest service in the busiest minute. */
export function hotPerMinute({ posts, weather }: Demand, { busiest, rush }: Measured): number {
  return (posts / rush) * 60 * busiest[weather];
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

/** Cores that tokens take, on whatever thread. */
function tokenCores({ issues, redeems }: Demand, { seconds }: Measured): number {
  return issues * seconds.issue + redeems * seconds.redeem;
}

/** Part of one core that the one thread is busy which takes batches, were there one server only. */
export function oneThreadOf(demand: Demand, { seconds }: Measured): number {
  return demand.posts * seconds.sqlitePost + demand.misses * seconds.read;
}

/** Whether one server on SQLite is enough. */
export function fitsOne(demand: Demand, measured: Measured): boolean {
  const all = oneThreadOf(demand, measured) + tokenCores(demand, measured);
  return (
    oneThreadOf(demand, measured) <= HEADROOM.busy && all <= HEADROOM.busy * PRICES.machineCores
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
    cores: oneThreadOf(demand, measured) + tokenCores(demand, measured),
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
  const { posts, misses } = demand;
  const threads = posts * seconds.clusterPost + misses * seconds.read;
  const work = threads + tokenCores(demand, measured);
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

/** US dollars a month. */
export interface Costs {
  readonly machines: number;
  readonly disks: number;
  /** With a CDN that bills requests and bytes, and with one that bills bytes. */
  readonly cdn: number;
  readonly plainCdn: number;
  /** What goes from the servers to a CDN of somebody else. */
  readonly origin: number;
  /** Requests and bytes that the CDN answers in a month. */
  readonly requests: number;
  readonly gigabytes: number;
}

function tiered(gigabytes: number): number {
  let left = gigabytes;
  let sum = 0;
  for (const { gigabytes: width, each } of PRICES.cdnTiers) {
    const taken = Math.min(left, width);
    sum += taken * each;
    left -= taken;
  }
  return sum;
}

/** @returns what a month costs whose machines are those of its worst hour, on each of whose days so much is asked */
export function costsOf(users: number, needs: Needs, measured: Measured): Costs {
  const { habits, bytes } = measured;
  const month = users * MONTH_DAYS;
  const { status, history, rules } = habits.reads;
  const posts = month * (habits.reports + habits.tokenFetches);
  const reads = month * (status + history + rules + TRAFFIC.viewsCalm);
  const readBytes =
    month * (status * bytes.status + history * bytes.history + TRAFFIC.viewsCalm * bytes.home) +
    month * rules * bytes.status;
  const gigabytes = (readBytes + posts * TRAFFIC.reportAnswer) / GIGABYTE;
  const requests = posts + reads;
  const machines = needs.nodes + needs.redisMachines;
  return {
    ...{ requests, gigabytes },
    machines: machines * PRICES.machineHour * PRICES.monthHours,
    disks: (needs.disk / GIGABYTE) * Math.max(1, needs.redisMachines) * PRICES.diskGigabyte,
    cdn: tiered(gigabytes) + (requests / 10_000) * PRICES.cdnTenThousand,
    plainCdn: gigabytes * PRICES.plainCdnGigabyte,
    origin: ((posts * TRAFFIC.reportAnswer) / GIGABYTE) * PRICES.cloudGigabyte,
  };
}
