import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRedisStore, EXACT_VOICES } from '../../server/store/redis.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { Store, Vote, Weight } from '../../server/store/store.ts';
import { startRedisCluster } from '../../test/support/redis/redis-cluster.ts';
import { RESULTS_FOLDER } from '../result-files.ts';
import { useOf } from './node-use.ts';

const SERVICE = 'chatgpt';
const MINUTES = 20;

/** As many as a busy server commits together. */
const GROUP = 200;

/** Voices of the one minute that are estimated. */
const ESTIMATED = 200_000;

const OK: Weight = { tried: 1, failed: 0, said: 0, raised: [], lowered: [] };

/** What a voice takes of a store. */
export interface StoreCosts {
  readonly voices: number;
  /** Bytes of the file for each voice. */
  readonly sqliteBytes: number;
  /** Bytes of memory for each voice, on the master; its replica holds as many. */
  readonly redisBytes: number;
  /** Bytes that a voice adds to the log of writes. */
  readonly logBytes: number;
  /** Microseconds of a master's and a replica's processor for each voice. */
  readonly masterMicros: number;
  readonly replicaMicros: number;
  /** Beyond the voices that are remembered one by one: microseconds of the master each, and bytes for a minute. */
  readonly estimatedMicros: number;
  readonly estimateBytes: number;
  /** A spent token: bytes of a file, bytes of memory, and microseconds of a processor of Redis. */
  readonly spentFileBytes: number;
  readonly spentBytes: number;
  readonly spentMicros: number;
}

/** Spent tokens that are weighed. */
const SPENT = 300_000;

/** As long as those of tokens. */
const NULLIFIER_BYTES = 16;
const PURPOSE_BYTES = 16;

async function spendAll(store: Store, count: number, until: number): Promise<void> {
  for (let left = count; left > 0; left -= GROUP) {
    const spendings = Array.from({ length: Math.min(left, GROUP) }, () => ({
      value: randomBytes(NULLIFIER_BYTES),
      purpose: randomBytes(PURPOSE_BYTES),
    }));
    await store.spend('weighed', spendings, until);
  }
}

async function addAll(store: Store, minute: number, count: number): Promise<void> {
  for (let left = count; left > 0; left -= GROUP) {
    const votes = Array.from({ length: Math.min(left, GROUP) }, (): Vote => {
      return { voice: randomBytes(16), service: SERVICE, minute, feature: null };
    });
    await store.add(votes, () => OK);
  }
}

/** Bytes of a file that holds nothing but this. */
async function fileBytes(fill: (store: Store) => Promise<void>): Promise<number> {
  const folder = mkdtempSync(join(RESULTS_FOLDER, '.scale-'));
  try {
    const path = join(folder, 'outcry.db');
    const store = createSqliteStore(path);
    await fill(store);
    await store.close();
    return statSync(path).size;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Fills a file and a cluster with voices. @param now milliseconds since the epoch */
export async function measureStore(now: number): Promise<StoreCosts> {
  const firstMinute = Math.floor(now / 60_000);
  const voices = MINUTES * EXACT_VOICES;
  const cluster = await startRedisCluster();
  const store = createRedisStore({
    nodes: cluster.addresses,
    replicas: 1,
    services: [SERVICE],
    clock: () => now,
  });
  try {
    await store.ping();
    const place = await cluster.masterOf(`{${SERVICE}}`);
    const master = cluster.nodes[place];
    const replica = cluster.nodes[place + 3];
    if (master === undefined || replica === undefined) throw new Error('nobody serves the key');
    // Connections and scripts are there before anything is weighed.
    await addAll(store, firstMinute, GROUP);
    const before = await useOf(master);
    const replicaBefore = await useOf(replica);
    for (let at = 1; at <= MINUTES; at += 1) await addAll(store, firstMinute + at, EXACT_VOICES);
    const full = await useOf(master);
    const replicaFull = await useOf(replica);
    await addAll(store, firstMinute + 1, ESTIMATED);
    const beyond = await useOf(master);
    const allMasters = async () => {
      const uses = await Promise.all(cluster.nodes.slice(0, 3).map(useOf));
      return {
        seconds: uses.reduce((sum, use) => sum + use.seconds, 0),
        bytes: uses.reduce((sum, use) => sum + use.bytes, 0),
      };
    };
    const unspent = await allMasters();
    await spendAll(store, SPENT, firstMinute + 720);
    const spent = await allMasters();
    const micros = (from: { seconds: number }, to: { seconds: number }, count: number) =>
      ((to.seconds - from.seconds) / count) * 1e6;
    return {
      voices,
      sqliteBytes:
        (await fileBytes(async (file) => {
          for (let at = 0; at < MINUTES; at += 1)
            await addAll(file, firstMinute + at, EXACT_VOICES);
        })) / voices,
      redisBytes: (full.bytes - before.bytes) / voices,
      logBytes: (full.log - before.log) / voices,
      masterMicros: micros(before, full, voices),
      replicaMicros: micros(replicaBefore, replicaFull, voices),
      estimatedMicros: micros(full, beyond, ESTIMATED),
      estimateBytes: beyond.bytes - full.bytes,
      spentFileBytes: (await fileBytes((file) => spendAll(file, SPENT, firstMinute + 720))) / SPENT,
      spentBytes: (spent.bytes - unspent.bytes) / SPENT,
      spentMicros: micros(unspent, spent, SPENT),
    };
  } finally {
    await store.close();
    await cluster.end();
  }
}
