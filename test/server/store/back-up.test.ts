import { execFile } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Load, startLoad } from '../../../bench/faults/load.ts';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { writeLivelyDay } from '../../support/write-lively-day.ts';
import { voicesOf } from '../support/send-batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;
let running: ServerProcess[];

beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.end('SIGKILL')));
  folder.dispose();
});

async function start(db: string): Promise<ServerProcess> {
  const server = await startServer({ OUTCRY_DB: db, OUTCRY_TRUST_PROXY: '127.0.0.1' });
  running.push(server);
  return server;
}

/** The command as an operator gives it. */
const backUp = (from: string, to: string) =>
  promisify(execFile)(process.execPath, ['server/back-up.ts', '--from', from, '--to', to], {
    cwd: ROOT,
  });

/** Columns of the table of incidents before those that count. */
const UNCOUNTED = 10;

/** What a server tells but for counts, which the load raises. */
async function told({ url }: ServerProcess) {
  const get = async (path: string) => (await fetch(`${url}${path}`)).text();
  const { services } = statusSchema.parse(JSON.parse(await get('/v1/status.json')));
  const states = Object.entries(services)
    .filter(([, { state }]) => state !== 'unknown')
    .map(([id, { state, level, since }]) => [id, state, level, since]);
  const rows = (await get('/v1/incidents.csv')).trim().split('\r\n');
  return { states, incidents: rows.map((row) => row.split(',').slice(0, UNCOUNTED)) };
}

/** Waits until so many batches were taken. */
const untilTaken = (load: Load, count: number) =>
  expect.poll(() => load.ledger.acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(count);

describe('a back-up', () => {
  it('made while the server takes batches holds all that was taken before, and tells the same when it is restored', async () => {
    const db = join(folder.path, 'outcry.db');
    const copy = join(folder.path, 'copy.db');
    await writeLivelyDay(db, Date.now());
    const server = await start(db);
    const before = await told(server);
    expect(before.states.map(([, state]) => state)).toContain('outage');
    const load = startLoad(() => [server.url]);
    await untilTaken(load, 100);
    const base = await voicesOf(server.url, 'mistral');
    const { stdout } = await backUp(db, copy);
    const most = load.ledger.parcels.filter(({ service }) => service === 'mistral').length;
    await untilTaken(load, load.ledger.acknowledged.size + 50);
    await load.finish(10_000);
    expect(stdout).toMatch(/^Copied .*outcry\.db to .*copy\.db: \d+ minutes of \d+ services, no /);
    await server.end('SIGKILL');

    const restored = join(folder.path, 'restored', 'outcry.db');
    const second = await start(restored);
    await second.end('SIGTERM');
    copyFileSync(copy, restored);
    const again = await start(restored);
    expect(await voicesOf(again.url, 'mistral')).toBeGreaterThanOrEqual(base);
    expect(await voicesOf(again.url, 'mistral')).toBeLessThanOrEqual(most);
    expect(await told(again)).toEqual(before);
    expect(before.incidents.length).toBeGreaterThan(4);
  }, 60_000);

  it('holds nothing that is to be forgotten within hours, however long it is kept', async () => {
    const db = join(folder.path, 'outcry.db');
    const copy = join(folder.path, 'copy.db');
    const server = await start(db);
    const load = startLoad(() => [server.url]);
    await untilTaken(load, 50);
    await load.finish(10_000);
    const source = new DatabaseSync(db);
    const soon = Math.floor(Date.now() / 60_000) + 5;
    source.exec(`INSERT INTO spent_values VALUES ('key', x'0102030405060708090a0b0c0d0e0f10', x'01');
      INSERT INTO spent_epochs VALUES ('key', ${soon});
      INSERT INTO door_counts VALUES (${soon}, 3, 1, 1)`);
    const voices = source.prepare('SELECT hex(voice) AS voice FROM voices').all();
    source.close();
    expect(voices.length).toBeGreaterThan(50);
    await backUp(db, copy);
    const copied = new DatabaseSync(copy, { readOnly: true });
    for (const table of ['voices', 'door_counts', 'spent_values', 'spent_epochs']) {
      expect(copied.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    }
    expect(copied.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    copied.close();
    const bytes = readFileSync(copy);
    for (const { voice } of voices) {
      expect(bytes.includes(Buffer.from(String(voice), 'hex'))).toBe(false);
    }
    expect(readdirSync(folder.path).filter((name) => name.includes('.part'))).toEqual([]);
  }, 30_000);

  it.each([
    [
      'there is already',
      'copy.db',
      (path: string) => writeFileSync(path, 'precious'),
      'is there already',
    ],
    ['lies nowhere', 'none/copy.db', () => {}, 'unable to open database'],
  ])('that %s is not made, and the command says why', async (_, name, prepare, words) => {
    const db = join(folder.path, 'outcry.db');
    await createSqliteStore(db).close();
    const copy = join(folder.path, name);
    prepare(copy);
    await expect(backUp(db, copy)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(words),
    });
    expect(readdirSync(folder.path).filter((found) => found.includes('.part'))).toEqual([]);
  });

  it('of a file that is not there, or no database, is not made', async () => {
    const copy = join(folder.path, 'copy.db');
    await expect(backUp(join(folder.path, 'no.db'), copy)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^back-up: there is no file /),
    });
    await expect(backUp(join(ROOT, 'package.json'), copy)).rejects.toMatchObject({ code: 1 });
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
