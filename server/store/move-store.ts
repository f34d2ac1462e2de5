import { existsSync } from 'node:fs';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { openMoveRows } from './move-rows.ts';
import type { Link } from './redis/link.ts';
import { restoreCounts, restoreVoices } from './redis/restore.ts';
import type { RedisStore } from './redis.ts';
import { createSqliteStore } from './sqlite.ts';

/** Rows that travel at once. */
const ROWS_AT_ONCE = 500;

/** Older minutes are refused, so that no voice of them can come again. Minutes. */
const VOICE_MINUTES = 15;

const DAY_MINUTES = 24 * 60;

/** What was moved. */
export interface Moved {
  readonly services: number;
  /** Counts by minute. */
  readonly counts: number;
  readonly voices: number;
  readonly spent: number;
  /** Services that this version does not know; nothing of them was moved. */
  readonly leftOut: readonly string[];
}

export interface MoveOptions {
  /** The SQLite file. */
  readonly path: string;
  readonly target: RedisStore;
  readonly link: Link;
  /** The closed list of services. */
  readonly services: readonly string[];
  readonly clock: () => number;
}

async function inSlices<T>(
  rows: readonly T[],
  save: (slice: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await save(rows.slice(at, at + ROWS_AT_ONCE));
  }
}

/**
 * Moves all that a SQLite file holds into a cluster, where nothing of it may be yet. Nobody can write the
 * file meanwhile; it stays as it is. A move that was broken off can be done again.
 * @throws Error when there is no such file, the target is in use, or does not hold the same in the end
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const { path, target, link, services, clock } = options;
  if (!existsSync(path)) throw new Error(`there is no file ${JSON.stringify(path)}`);
  const isBegun = (await target.checkpoints()).length > 0;
  if (isBegun && !(await wasBegun(link))) {
    throw new Error(
      'the cluster already holds data of a server: empty it first, or choose another',
    );
  }
  await link.read((cluster) => cluster.set(BEGUN, '1', 'EX', DAY_MINUTES * 60));
  // Opening it brings it up to date.
  const source = createSqliteStore(path);
  const rows = openMoveRows(path);
  try {
    const now = clock();
    const known = rows.services.filter((service) => services.includes(service));
    const own = <T extends { readonly service: string }>(all: readonly T[]) =>
      all.filter(({ service }) => services.includes(service));
    let counts = 0;
    for (const service of known) {
      const all = rows.counts(service);
      counts += all.length;
      await restoreCounts(link, all, now);
    }
    await restoreCounts(link, rows.door(services[0] ?? ''), now);
    let voices = 0;
    for (const [minute, all] of rows.voices(minuteOf(now) - VOICE_MINUTES)) {
      voices += all.length;
      await restoreVoices(link, services, minute, all, now);
    }
    let spent = 0;
    for (const { epoch, until } of rows.epochs) {
      const all = rows.spent(epoch);
      spent += all.length;
      await inSlices(all, (slice) => target.spend(epoch, slice, until));
    }
    const checkpoints = own(await source.checkpoints());
    await target.saveCheckpoints(
      checkpoints.map((checkpoint) => ({ ...checkpoint, from: 0 })),
      [],
    );
    await inSlices(own(await source.transitions(0)), (slice) => target.saveCheckpoints([], slice));
    await inSlices(own(await source.announcements(0)), target.announce);
    await inSlices(own(await source.incidents(0, Number.MAX_SAFE_INTEGER)), target.saveIncidents);
    await inSlices(own(await source.official(0)), target.saveOfficial);
    await inSlices(own(await source.days(0)), target.saveDays);
    const sums = async (store: Pick<RedisStore, 'periods'>) =>
      JSON.stringify(own(await store.periods(minuteOf(now) - 34 * DAY_MINUTES, minuteOf(now), 60)));
    if ((await sums(source)) !== (await sums(target))) {
      throw new Error('the cluster does not hold the same counts: is a server writing to it?');
    }
    await link.read((cluster) => cluster.del(BEGUN));
    const leftOut = rows.services.filter((service) => !services.includes(service));
    return { services: known.length, counts, voices, spent, leftOut };
  } finally {
    rows.close();
    await source.close();
  }
}

/** Says that a move was begun and not finished. */
const BEGUN = 'outcry:1:{move}:begun';

async function wasBegun(link: Link): Promise<boolean> {
  return (await link.read((cluster) => cluster.get(BEGUN))) !== null;
}
