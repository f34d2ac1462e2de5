import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod/mini';
import {
  type Feature,
  featureSchema,
  levelSchema,
  SIGNALS,
  type Signal,
  stateSchema,
} from '../../lib/protocol/vocabulary.ts';
import { makeFolders } from './make-folders.ts';
import { migrate } from './migrate.ts';
import { PendingCounts } from './pending-counts.ts';
import { prepareStatements, type Statements } from './sqlite-statements.ts';
import type { Store, Stored, Tally } from './store.ts';

/** How long a start waits for another server that brings the schema up to date. */
const START_TIMEOUT_MS = 5_000;

/** Waiting for another program's lock keeps everybody waiting: commits take far less, and who is refused comes again. */
const BUSY_TIMEOUT_MS = 1_000;

const minuteRow = z.object({ minute: z.int(), tried: z.int(), failed: z.int() });
const periodRow = z.object({
  service: z.string(),
  start: z.int(),
  tried: z.int(),
  failed: z.int(),
});
const countsRow = z.object({ service: z.string(), tried: z.int(), failed: z.int() });
const voicesRow = z.object({ service: z.string(), voices: z.int() });
const signalRow = z.extend(voicesRow, { signal: z.int() });
const saidRow = z.extend(voicesRow, { feature: featureSchema });
const serviceRow = z.object({ service: z.string() });
const checkpointRow = z.object({ service: z.string(), minute: z.int(), state: z.string() });
const transitionRow = z.object({
  service: z.string(),
  minute: z.int(),
  state: stateSchema,
  level: z.nullable(levelSchema),
});
const dayRow = z.object({
  service: z.string(),
  day: z.int(),
  tried: z.int(),
  failed: z.int(),
  state: stateSchema,
});

function read<T>(
  schema: z.ZodMiniType<T>,
  statement: StatementSync,
  ...values: (string | number)[]
) {
  return z.array(schema).parse(statement.all(...values));
}

function open(path: string): DatabaseSync {
  makeFolders(dirname(path));
  const database = new DatabaseSync(path, { timeout: START_TIMEOUT_MS });
  // FULL: a commit is on the disk before 202 is answered, even if the machine loses power.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA journal_size_limit = 67108864;
  `);
  migrate(database);
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return database;
}

function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function writeCounts(statements: Statements, pending: PendingCounts): void {
  for (const { service, minute, voices, tried, failed, signals, said } of pending.values()) {
    if (voices > 0) statements.addVoiceCount.run(minute, service, voices);
    if (voices > 0) statements.addMinuteCount.run(service, minute, tried, failed);
    for (const [signal, n] of signals) {
      if (n !== 0) statements.addSignalCount.run(service, minute, signal, n);
    }
    for (const [feature, n] of said) statements.addSaidCount.run(minute, service, feature, n);
  }
}

function readTally(statements: Statements, from: number, to: number): Tally[] {
  const minutes = read(countsRow, statements.tallyMinutes, from, to);
  const counts = new Map(minutes.map((row) => [row.service, row]));
  const voices = new Map(
    read(voicesRow, statements.tallyVoices, from, to).map((row) => [row.service, row.voices]),
  );
  const signals = new Map<string, Partial<Record<Signal, number>>>();
  for (const row of read(signalRow, statements.tallySignals, from, to)) {
    const name = SIGNALS[row.signal];
    if (name === undefined || row.voices <= 0) continue;
    signals.set(row.service, { ...signals.get(row.service), [name]: row.voices });
  }
  const said = new Map<string, Partial<Record<Feature, number>>>();
  for (const row of read(saidRow, statements.tallySaid, from, to)) {
    if (row.voices > 0)
      said.set(row.service, { ...said.get(row.service), [row.feature]: row.voices });
  }
  return [...new Set([...voices.keys(), ...said.keys()])].sort().map((service) => ({
    service,
    tried: counts.get(service)?.tried ?? 0,
    failed: counts.get(service)?.failed ?? 0,
    voices: voices.get(service) ?? 0,
    signals: signals.get(service) ?? {},
    said: said.get(service) ?? {},
  }));
}

/**
 * The store for one machine: a SQLite file in WAL mode. Folders are made, the schema is brought up to date.
 * @throws Error when the file cannot be opened or was written by a newer version
 */
export function createSqliteStore(path: string): Store {
  const database = open(path);
  const statements = prepareStatements(database);
  let didWrite = true;

  const write = <T>(work: () => T): T => {
    try {
      const result = transaction(database, work);
      didWrite = true;
      return result;
    } catch (error) {
      didWrite = false;
      throw error;
    }
  };

  return {
    async ping() {
      // The write lock alone costs no sync; after a failure only a write proves that there is room again.
      write(() => (didWrite ? statements.ping.get() : statements.probe.run()));
    },
    async add(votes, weigh) {
      return write(() => {
        const pending = new PendingCounts();
        const stored = votes.map((vote): Stored => {
          if (statements.addVoice.run(vote.minute, vote.voice).changes === 0) return 'known';
          pending.add(vote, weigh(vote));
          return 'new';
        });
        writeCounts(statements, pending);
        return stored;
      });
    },
    async series(service, from, to) {
      return read(minuteRow, statements.series, service, from, to);
    },
    async tally(from, to) {
      return readTally(statements, from, to);
    },
    async periods(from, to, length) {
      return read(periodRow, statements.periods, length, from, to);
    },
    async checkpoints() {
      return read(checkpointRow, statements.checkpoints).map((row) => ({
        ...row,
        state: parseJson(row.state),
      }));
    },
    async saveCheckpoints(checkpoints, transitions) {
      write(() => {
        for (const { service, minute, state } of checkpoints) {
          statements.saveCheckpoint.run(service, minute, JSON.stringify(state));
        }
        for (const { service, minute, state, level } of transitions) {
          statements.saveTransition.run(service, minute, state, level);
        }
      });
    },
    async transitions(from) {
      return read(transitionRow, statements.transitions, from);
    },
    async days(from) {
      return read(dayRow, statements.days, from);
    },
    async saveDays(days) {
      write(() => {
        for (const { service, day, tried, failed, state } of days) {
          statements.saveDay.run(service, day, tried, failed, state);
        }
      });
    },
    async prune(horizon) {
      while (statements.pruneVoices.run(horizon.voices).changes !== 0) {
        await nextTurn();
        if (!database.isOpen) return;
      }
      write(() => {
        statements.pruneVoiceCounts.run(horizon.voices);
        statements.pruneSaidCounts.run(horizon.voices);
        for (const { service } of read(serviceRow, statements.countedServices)) {
          statements.pruneMinuteCounts.run(service, horizon.minutes);
          statements.pruneSignalCounts.run(service, horizon.minutes);
        }
        statements.pruneTransitions.run(horizon.transitions);
        statements.pruneDays.run(horizon.days);
      });
      // What was deleted must not live on in the log of pages.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async close() {
      database.close();
    },
  };
}

/** @returns undefined when the text is not JSON: a damaged checkpoint is folded again from the series */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
