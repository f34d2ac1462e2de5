import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';

/** Rows are `unknown` here on purpose: each is parsed when read, because an older version may have written it. */
export interface OutcryTables extends DBSchema {
  events: { key: string; value: unknown; indexes: { at: number } };
  minutes: { key: [string, number]; value: unknown; indexes: { at: number } };
  usage: { key: string; value: unknown };
  outbox: { key: [string, number]; value: unknown; indexes: { at: number } };
  batches: { key: string; value: unknown };
  said: { key: string; value: unknown; indexes: { at: number } };
  sent: { key: number; value: unknown };
  state: { key: string; value: unknown };
}

export type Database = IDBPDatabase<OutcryTables>;

/** An open read-write transaction, as the functions that take part in a larger one receive it. */
export type Writing = IDBPTransaction<OutcryTables, StoreNames<OutcryTables>[], 'readwrite'>;

/** An open transaction of either mode. */
export type Reading = IDBPTransaction<
  OutcryTables,
  StoreNames<OutcryTables>[],
  'readonly' | 'readwrite'
>;

/** Version n of the database is what the first n steps make. Append only. */
export const MIGRATIONS: readonly ((database: Database) => void)[] = [
  function createJournal(database) {
    database.createObjectStore('events', { keyPath: 'id' }).createIndex('at', 'lastAt');
    database
      .createObjectStore('minutes', { keyPath: ['service', 'minute'] })
      .createIndex('at', 'minute');
    database.createObjectStore('usage', { keyPath: 'service' });
    database.createObjectStore('state');
  },
  function createOutbox(database) {
    database
      .createObjectStore('outbox', { keyPath: ['service', 'minute'] })
      .createIndex('at', 'minute');
    database.createObjectStore('batches', { keyPath: 'id' });
    database.createObjectStore('said', { keyPath: 'id' }).createIndex('at', 'at');
    database.createObjectStore('sent', { autoIncrement: true });
  },
];
