import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { storeContract } from './store-contract.ts';
import { OK, vote } from './votes.ts';

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'outcry-store-'));
}

storeContract('SQLite store', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'new', 'folders', 'outcry.db');
  let store: Store | null = null;
  const open = async () => {
    store = createSqliteStore(path);
    return store;
  };
  const close = async () => store?.close().catch(() => undefined);
  return {
    open,
    async reopen() {
      await close();
      return open();
    },
    async dispose() {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
});

describe('a SQLite file', () => {
  it('is in write-ahead mode, so that readers and commits do not wait for each other', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const store = createSqliteStore(path);
    const reader = new DatabaseSync(path);
    expect(reader.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    reader.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('that another server is just bringing up to date is waited for', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const schema = new URL(
      '../../server/store/migrations/0001-voices-and-counts.sql',
      import.meta.url,
    );
    const other = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads');
       const database = new (require('node:sqlite').DatabaseSync)(workerData.path);
       database.exec('PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; PRAGMA user_version = 1');
       database.exec(require('node:fs').readFileSync(new URL(workerData.schema), 'utf8'));
       parentPort.postMessage('locked');
       setTimeout(() => { database.exec('COMMIT'); database.close(); }, 300);`,
      { eval: true, workerData: { path, schema: schema.href } },
    );
    await once(other, 'message');
    const store = createSqliteStore(path);
    await expect(store.add([vote('a')], () => OK)).resolves.toEqual(['new']);
    await store.close();
    await once(other, 'exit');
    rmSync(folder, { recursive: true });
  });

  it('that another program keeps locked does not answer, soon enough for everybody else', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const store = createSqliteStore(path);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const started = performance.now();
    await expect(store.ping()).rejects.toThrow('locked');
    await expect(store.add([vote('a')], () => OK)).rejects.toThrow('locked');
    expect(performance.now() - started).toBeLessThan(4_000);
    other.exec('ROLLBACK');
    await expect(store.ping()).resolves.toBeUndefined();
    other.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('that no longer takes what it should is not ready, until it does', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const store = createSqliteStore(path);
    const other = new DatabaseSync(path);
    other.exec('ALTER TABLE voices RENAME TO elsewhere');
    await expect(store.add([vote('a')], () => OK)).rejects.toThrow();
    await expect(store.ping()).rejects.toThrow();
    other.exec('ALTER TABLE elsewhere RENAME TO voices');
    await expect(store.ping()).resolves.toBeUndefined();
    await expect(store.add([vote('a')], () => OK)).resolves.toEqual(['new']);
    other.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('of the version before incidents is brought up to date: what it told stays, the series is folded again', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const old = new DatabaseSync(path);
    const schema = '../../server/store/migrations/0001-voices-and-counts.sql';
    old.exec(readFileSync(new URL(schema, import.meta.url), 'utf8'));
    old.exec(`PRAGMA user_version = 1;
      INSERT INTO transitions VALUES ('alpha', 1000, 'outage', 'confirmed');
      INSERT INTO checkpoints VALUES ('alpha', 1000, '{}');
      INSERT INTO minute_counts VALUES ('alpha', 1000, 5, 4);`);
    old.close();
    const store = createSqliteStore(path);
    const change = { service: 'alpha', minute: 1000, state: 'outage', level: 'confirmed' };
    expect(await store.transitions(0)).toEqual([{ ...change, since: null, rho: null }]);
    expect(await store.checkpoints()).toEqual([]);
    expect(await store.series('alpha', 0, 2000)).toEqual([{ minute: 1000, tried: 5, failed: 4 }]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('drops an incident that it cannot read', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const store = createSqliteStore(path);
    const other = new DatabaseSync(path);
    other.exec(
      `INSERT INTO incidents VALUES ('alpha', 1, 'rubbish'), ('alpha', 2, '{"service":5}')`,
    );
    other.close();
    expect(await store.incidents(0, 10)).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('of a newer version is refused, not changed', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'outcry.db');
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(() => createSqliteStore(path)).toThrow('newer version');
    rmSync(folder, { recursive: true });
  });

  it('that is no database is refused', () => {
    expect(() => createSqliteStore(new URL(import.meta.url).pathname)).toThrow();
  });
});
