import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import { createRedisStore, type RedisStore } from '../../../server/store/redis.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { FAILED, OK, vote, weight } from '../../contract/votes.ts';
import { type RedisCluster, startRedisCluster } from '../../support/redis/redis-cluster.ts';
import { incidentRow } from '../support/incident-row.ts';
import { temporaryFolder } from '../support/test-server.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let cluster: RedisCluster;
let folder: ReturnType<typeof temporaryFolder>;
let target: RedisStore;

beforeAll(async () => {
  cluster = await startRedisCluster();
});
afterAll(() => cluster.end());
beforeEach(() => {
  folder = temporaryFolder();
  const services = readServices().map(({ id }) => id);
  target = createRedisStore({ nodes: cluster.addresses, replicas: 1, services, clock: Date.now });
});
afterEach(async () => {
  await target.close();
  await cluster.flush();
  folder.dispose();
});

const path = () => join(folder.path, 'outcry.db');

/** The command as an operator gives it. */
const move = () =>
  promisify(execFile)(
    process.execPath,
    ['tools/move-store.ts', '--from', path(), '--to', cluster.addresses.slice(0, 2).join(',')],
    { cwd: ROOT },
  );

const now = Math.floor(Date.now() / 60_000);
const young = vote('young', { service: 'chatgpt', minute: now - 1 });
const token = { value: Buffer.alloc(16, 7), purpose: Buffer.alloc(16, 1) };

/** A file with something of everything in it. */
async function fill(store: Store): Promise<void> {
  const at = (who: number, minute: number, service = 'chatgpt') =>
    vote(`${who}`, { service, minute });
  for (const age of [30_000, 1_500, 61, 5, 0]) {
    await store.add([at(1, now - age), at(2, now - age)], () => FAILED);
    await store.add([at(3, now - age, 'claude')], () => OK);
  }
  const door = { several: 1, failedAll: 1, failedSome: 0 };
  await store.add([young], () => weight({ tried: 1, door }));
  const click = vote('x', { service: 'claude', minute: now - 3, feature: 'history' });
  await store.add([click], () => weight({ said: 1 }));
  await store.add([vote('old', { service: 'gone', minute: now })], () => OK);
  const change = { service: 'chatgpt', state: 'outage', level: 'confirmed', rho: 0.02 } as const;
  await store.saveCheckpoints(
    [{ service: 'chatgpt', from: 1, minute: now - 12, state: { learned: [1, 2] } }],
    [now - 40_000, now - 70].map((minute) => ({ ...change, minute, since: minute - 3 })),
  );
  await store.announce([
    { service: 'chatgpt', since: now - 73, level: 'confirmed', minute: now - 70 },
  ]);
  await store.saveIncidents([incidentRow({ opened: now - 9_000 })]);
  const word = { service: 'claude', state: 'degraded', minute: now - 80, incident: 'x' } as const;
  await store.saveOfficial([{ ...word, title: 'Errors', publishedMinute: null }]);
  const day = { service: 'claude', day: Math.floor(now / 1440) - 1, tried: 5, failed: 1 };
  await store.saveDays([{ ...day, state: 'operational' }]);
  await store.spend('key-1', [token], now + 600);
}

/** All that a store tells, of services that are on the list. */
async function everything(store: Store) {
  const listed = <T extends { readonly service: string }>(rows: readonly T[]) =>
    rows.filter(({ service }) => service !== 'gone');
  const each = async <T>(ask: (service: string) => Promise<T>) =>
    Promise.all(['chatgpt', 'claude', 'gemini'].map(ask));
  return {
    tally: listed(await store.tally(now - 10, now)),
    periods: listed(await store.periods(now - 33 * 1440, now, 15)),
    series: await each((service) => store.series(service, now - 33 * 1440, now)),
    said: await each((service) => store.said(service, now - 33 * 1440, now)),
    signals: await each((service) => store.signals(service, now - 1_600, now - 60)),
    door: await store.door(now - 10, now),
    checkpoints: await store.checkpoints(),
    transitions: await store.transitions(0),
    announcements: await store.announcements(0),
    incidents: await store.incidents(0, 100),
    official: await store.official(0),
    days: await store.days(0),
  };
}

describe('moving from SQLite to a cluster by one command', () => {
  it('takes everything along, so that a retry counts once and a spent token stays spent', async () => {
    const source = createSqliteStore(path());
    await fill(source);
    const before = await everything(source);
    await source.close();
    const { stdout } = await move();
    expect(stdout).toMatch(/^Moved .*outcry\.db: \d+ counts of 2 services, /);
    expect(stdout).toContain('Left out, not on the list: gone');
    expect(await everything(target)).toEqual(before);
    expect(before.periods.length).toBeGreaterThan(5);
    expect(await target.add([young], () => OK)).toEqual(['known']);
    const other = { ...token, purpose: Buffer.alloc(16, 2) };
    expect(await target.spend('key-1', [token, other], now + 600)).toEqual(['same', 'other']);
    const again = createSqliteStore(path());
    expect(await everything(again)).toEqual(before);
    await again.close();
  });

  it('leaves a cluster alone that already has a server’s data', async () => {
    const source = createSqliteStore(path());
    await fill(source);
    await source.close();
    await target.saveCheckpoints([{ service: 'claude', from: 1, minute: now, state: null }], []);
    await expect(move()).rejects.toMatchObject({
      code: 1,
      stderr:
        'move-store: the cluster already holds data of a server: empty it first, or choose another\n',
    });
    expect(await target.series('chatgpt', 0, now)).toEqual([]);
  });
});
