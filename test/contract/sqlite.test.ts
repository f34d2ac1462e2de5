import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { storeContract } from './store-contract.ts';

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
