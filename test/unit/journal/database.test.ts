import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createDatabaseHandle,
  DATABASE_NAME,
  openDatabase,
} from '../../../lib/journal/database.ts';
import type { Event } from '../../../lib/journal/event.ts';
import { newestEvents } from '../../../lib/journal/journal-store.ts';
import { MIGRATIONS } from '../../../lib/journal/migrations.ts';
import { readState, writeState } from '../../../lib/journal/state-rows.ts';
import { change, reading } from '../../../lib/journal/transact.ts';

const event: Event = {
  id: 'one',
  service: 'alpha',
  feature: 'history',
  kind: 'http-5xx',
  cause: 'service',
  evidence: ['status'],
  at: 1000,
  lastAt: 1000,
  times: 1,
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('openDatabase', () => {
  it.each(MIGRATIONS.map((_, index) => index + 1))(
    'brings version %i up to date and keeps its rows',
    async (version) => {
      const old = await openDatabase(undefined, MIGRATIONS.slice(0, version));
      await old.put('events', event);
      old.close();
      const database = await openDatabase();
      expect(database.version).toBe(MIGRATIONS.length);
      expect([...database.objectStoreNames].sort()).toEqual(
        ['batches', 'events', 'minutes', 'outbox', 'said', 'sent', 'state', 'usage'].sort(),
      );
      expect(await newestEvents(reading(database), 10)).toEqual([event]);
      database.close();
    },
  );

  it('starts anew over a database of a newer version', async () => {
    (await openDB(DATABASE_NAME, MIGRATIONS.length + 1)).close();
    const database = await openDatabase();
    expect(database.version).toBe(MIGRATIONS.length);
    expect(await newestEvents(reading(database), 10)).toEqual([]);
    database.close();
  });

  it('opens again after another version pushed it aside', async () => {
    const connect = createDatabaseHandle();
    const before = await connect();
    (await openDB(DATABASE_NAME, MIGRATIONS.length + 1)).close();
    const after = await connect();
    expect(after).not.toBe(before);
    expect(await newestEvents(reading(after), 10)).toEqual([]);
    after.close();
  });
});

describe('rows that cannot be read', () => {
  it.each([
    ['a damaged event', { id: 'two', lastAt: 2000, service: 7 }],
    ['an event of a later version', { ...event, id: 'two', lastAt: 2000, mood: 'bad' }],
    ['an event of an unknown kind', { ...event, id: 'two', lastAt: 2000, kind: 'gremlins' }],
  ])('passes over %s', async (_what, row) => {
    const database = await openDatabase();
    await database.put('events', row);
    await database.put('events', event);
    expect(await newestEvents(reading(database), 10)).toEqual([event]);
    database.close();
  });

  it('takes a damaged state for none', async () => {
    const database = await openDatabase();
    await database.put('state', { flushAt: 'soon' }, 'jobs');
    expect(await readState(reading(database), 'jobs')).toEqual({
      pollAt: 0,
      expireAt: 0,
      flushAt: null,
    });
    database.close();
  });
});

describe('change', () => {
  it('undoes everything when a part of it fails', async () => {
    const database = await openDatabase();
    const failing = change(database, async (writing) => {
      await writeState(writing, 'frozenThrough', 5);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readState(reading(database), 'frozenThrough')).toBe(0);
    database.close();
  });
});
