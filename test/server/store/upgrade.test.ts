import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { backUp } from '../../../server/store/back-up.ts';
import { voicesOf } from '../support/send-batches.ts';
import { failToStart, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

const FOLDER = new URL('../../../server/store/migrations/', import.meta.url);
const steps = readdirSync(FOLDER).sort();
const newest = steps.length;
const versions = steps.map((_, index) => index + 1);

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

const minute = Math.floor(Date.now() / 60_000) - 3;

/** A file as a server of that version left it, with voices of the last minutes. */
function leave(path: string, version: number): void {
  const database = new DatabaseSync(path);
  for (const step of steps.slice(0, version)) {
    database.exec(readFileSync(new URL(step, FOLDER), 'utf8'));
  }
  database.exec(`PRAGMA user_version = ${version}; PRAGMA journal_mode = WAL;
    INSERT INTO voice_counts VALUES (${minute}, 'claude', 40);
    INSERT INTO minute_counts VALUES ('claude', ${minute}, 40, 30);
    INSERT INTO said_counts VALUES (${minute}, 'claude', 'history', 2);
    INSERT INTO days VALUES ('claude', ${Math.floor(minute / 1440) - 1}, 900, 9, 'operational');`);
  database.close();
}

function versionOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const { user_version } = database.prepare('PRAGMA user_version').get() ?? {};
  database.close();
  return user_version;
}

describe('a server that is started on the file', () => {
  it.each(versions)('of schema %i counts on, on the newest', async (version) => {
    const path = join(folder.path, 'outcry.db');
    leave(path, version);
    const server = await startServer({ OUTCRY_DB: path });
    try {
      const answer = await fetch(`${server.url}/v1/status.json`);
      const { claude } = statusSchema.parse(await answer.json()).services;
      expect(claude).toMatchObject({ tried: 40, failed: 30, said: { history: 2 } });
      expect(await voicesOf(server.url, 'claude')).toBe(40);
    } finally {
      await server.end('SIGTERM');
    }
    expect(versionOf(path)).toBe(newest);
  });

  it('of a newer version does not start, says why, and leaves the file as it is', async () => {
    const path = join(folder.path, 'outcry.db');
    leave(path, newest);
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA journal_mode = DELETE; PRAGMA user_version = ${newest + 1}`);
    newer.close();
    const { code, errors } = await failToStart({ OUTCRY_DB: path });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain(
      `it was written by a newer version of Outcry (schema ${newest + 1}, known ${newest}): start that version, or restore a back-up of this one`,
    );
    expect(versionOf(path)).toBe(newest + 1);
    const left = new DatabaseSync(path, { readOnly: true });
    expect(left.prepare('SELECT tried FROM minute_counts').all()).toEqual([{ tried: 40 }]);
    left.close();
  });
});

it.each(versions)(
  'a file of schema %i is backed up as it is, before any server has it',
  (version) => {
    const path = join(folder.path, 'outcry.db');
    const copy = join(folder.path, 'copy.db');
    leave(path, version);
    expect(backUp(path, copy)).toEqual({ services: 1, minutes: 1 });
    expect(versionOf(copy)).toBe(version);
  },
);
