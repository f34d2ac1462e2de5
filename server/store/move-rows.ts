import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { read } from './read-rows.ts';
import type { RestoredCount } from './redis/restore.ts';
import { failedField, RECENT, saidField, signalField, triedField } from './redis/vote-changes.ts';
import type { Spending } from './store.ts';

const bytes = z.instanceof(Uint8Array);
const minuteCount = z.object({
  service: z.string(),
  minute: z.int(),
  tried: z.int(),
  failed: z.int(),
});
const signalCount = z.object({
  service: z.string(),
  minute: z.int(),
  signal: z.int(),
  voices: z.int(),
});
const saidCount = z.object({
  service: z.string(),
  minute: z.int(),
  feature: z.string(),
  voices: z.int(),
});
const voiceCount = z.object({ service: z.string(), minute: z.int(), voices: z.int() });
const doorCount = z.object({
  minute: z.int(),
  several: z.int(),
  failedAll: z.int(),
  failedSome: z.int(),
});
const voiceRow = z.object({ minute: z.int(), voice: bytes });
const epochRow = z.object({ epoch: z.string(), until: z.int() });
const spentRow = z.object({ value: bytes, purpose: bytes });

/** What a SQLite file holds that the store's interface does not give one by one. */
export interface MoveRows {
  readonly services: readonly string[];
  /** Counts of one service by minute. */
  counts(service: string): readonly RestoredCount[];
  /** Sums at the door, which belong to no service; they are given to this one. */
  door(service: string): readonly RestoredCount[];
  /** Voices from a minute on, by minute. */
  voices(from: number): ReadonlyMap<number, readonly Uint8Array[]>;
  readonly epochs: readonly { readonly epoch: string; readonly until: number }[];
  spent(epoch: string): readonly Spending[];
  /** Lets go of the file, which until now nobody else could write. */
  close(): void;
}

/**
 * Opens a SQLite file of the newest schema and keeps everybody else from writing it.
 * @throws Error when somebody is writing it
 */
export function openMoveRows(path: string): MoveRows {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  database.exec('BEGIN IMMEDIATE');
  const all = <T>(schema: z.ZodMiniType<T>, sql: string, ...values: (string | number)[]): T[] =>
    read(schema, database.prepare(sql), ...values);
  const nameRow = z.object({ service: z.string() });
  const names = ['minute_counts', 'said_counts', 'voice_counts'].flatMap((table) =>
    all(nameRow, `SELECT DISTINCT service FROM ${table}`),
  );
  return {
    services: [...new Set(names.map(({ service }) => service))].sort(),
    counts(service) {
      const where = 'FROM %s WHERE service = ?';
      const from = (table: string) => where.replace('%s', table);
      const minutes = all(
        minuteCount,
        `SELECT service, minute, tried, failed ${from('minute_counts')}`,
        service,
      );
      const signals = all(
        signalCount,
        `SELECT service, minute, signal, voices ${from('signal_counts')}`,
        service,
      );
      const said = all(
        saidCount,
        `SELECT service, minute, feature, voices ${from('said_counts')}`,
        service,
      );
      const before = all(
        voiceCount,
        `SELECT service, minute, voices ${from('voice_counts')}`,
        service,
      );
      return [
        ...minutes.flatMap(({ minute, tried, failed }): RestoredCount[] => {
          const own = { service, minute, hash: 'series' } as const;
          const rest = failed === 0 ? [] : [{ ...own, field: failedField(minute), value: failed }];
          return [{ ...own, field: triedField(minute), value: tried }, ...rest];
        }),
        ...signals.map(({ minute, signal, voices }): RestoredCount => {
          const field = signalField(minute, signal);
          return { service, minute, hash: 'details', field, value: voices };
        }),
        ...said.map(({ minute, feature, voices }): RestoredCount => {
          const field = saidField(minute, feature);
          return { service, minute, hash: 'details', field, value: voices };
        }),
        ...before.map(({ minute, voices }): RestoredCount => {
          return { service, minute, hash: 'recent', field: RECENT.voices, value: voices };
        }),
      ];
    },
    door(service) {
      const rows = all(
        doorCount,
        'SELECT minute, several, failed_all AS failedAll, failed_some AS failedSome FROM door_counts',
      );
      return rows.flatMap(({ minute, ...sums }) =>
        (['several', 'failedAll', 'failedSome'] as const).map((name): RestoredCount => {
          return { service, minute, hash: 'recent', field: RECENT[name], value: sums[name] };
        }),
      );
    },
    voices(from) {
      const rows = all(voiceRow, 'SELECT minute, voice FROM voices WHERE minute >= ?', from);
      const byMinute = Map.groupBy(rows, ({ minute }) => minute);
      return new Map([...byMinute].map(([minute, own]) => [minute, own.map(({ voice }) => voice)]));
    },
    epochs: all(epochRow, 'SELECT epoch, until FROM spent_epochs'),
    spent: (epoch) =>
      all(spentRow, 'SELECT value, purpose FROM spent_values WHERE epoch = ?', epoch),
    close() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}
