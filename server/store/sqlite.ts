import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type * as z from 'zod/mini';
import { type Feature, SIGNALS, type Signal } from '../../lib/protocol/vocabulary.ts';
import { incidentRowSchema } from './incident-row.ts';
import { makeFolders } from './make-folders.ts';
import { migrate } from './migrate.ts';
import { PendingCounts } from './pending-counts.ts';
import { read } from './read-rows.ts';
import {
  announcementRow,
  checkpointRow,
  countsRow,
  dayRow,
  doorRow,
  epochRow,
  minuteRow,
  officialRow,
  periodRow,
  pressRow,
  purposeRow,
  recordRow,
  saidRow,
  serviceRow,
  signalRow,
  transitionRow,
  voicesRow,
} from './rows.ts';
import { prepareStatements, type Statements } from './sqlite-statements.ts';
import type { Spending, Spent, Store, Stored, Tally } from './store.ts';

/** How long a start waits for another server that brings the schema up to date. */
const START_TIMEOUT_MS = 5_000;

/** Waiting for another program's lock keeps everybody waiting: commits take far less, and who is refused comes again. */
const BUSY_TIMEOUT_MS = 1_000;

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
  for (const [minute, { several, failedAll, failedSome }] of pending.doors()) {
    statements.addDoorCount.run(minute, several, failedAll, failedSome);
  }
}

/** @returns what was spent before for the same purpose, or for another */
function spentBefore(statements: Statements, epoch: string, { value, purpose }: Spending): Spent {
  const first = purposeRow.parse(statements.purposeOf.get(epoch, value)).purpose;
  return Buffer.compare(first, purpose) === 0 ? 'same' : 'other';
}

function signalCounts(rows: readonly z.infer<typeof signalRow>[]): Partial<Record<Signal, number>> {
  const counts: Partial<Record<Signal, number>> = {};
  for (const { signal, voices } of rows) {
    const name = SIGNALS[signal];
    if (name !== undefined && voices > 0) counts[name] = voices;
  }
  return counts;
}

function readTally(statements: Statements, from: number, to: number): Tally[] {
  const minutes = read(countsRow, statements.tallyMinutes, from, to);
  const counts = new Map(minutes.map((row) => [row.service, row]));
  const voices = new Map(
    read(voicesRow, statements.tallyVoices, from, to).map((row) => [row.service, row.voices]),
  );
  const signals = Map.groupBy(
    read(signalRow, statements.tallySignals, from, to),
    ({ service }) => service,
  );
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
    signals: signalCounts(signals.get(service) ?? []),
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
    async spend(epoch, spendings, until) {
      return write(() => {
        statements.keepEpoch.run(epoch, until);
        return spendings.map((spending): Spent => {
          const { value, purpose } = spending;
          const { changes } = statements.spend.run(epoch, value, purpose);
          return changes === 0 ? spentBefore(statements, epoch, spending) : 'new';
        });
      });
    },
    async series(service, from, to) {
      return read(minuteRow, statements.series, service, from, to);
    },
    async said(service, from, to) {
      const rows = read(pressRow, statements.said, from, to, service);
      return [...Map.groupBy(rows, ({ minute }) => minute)].map(([minute, own]) => ({
        minute,
        said: Object.fromEntries(own.map(({ feature, voices }) => [feature, voices])),
      }));
    },
    async tally(from, to) {
      return readTally(statements, from, to);
    },
    async periods(from, to, length) {
      return read(periodRow, statements.periods, length, from, to);
    },
    async signals(service, from, to) {
      return signalCounts(read(signalRow, statements.signals, service, from, to));
    },
    async door(from, to) {
      return doorRow.parse(statements.door.get(from, to));
    },
    async checkpoints() {
      return read(checkpointRow, statements.checkpoints).map((row) => ({
        ...row,
        state: parseJson(row.state),
      }));
    },
    async saveCheckpoints(checkpoints, transitions) {
      write(() => {
        for (const { service, from, minute, state } of checkpoints) {
          statements.saveCheckpoint.run(service, minute, JSON.stringify(state));
          statements.dropTransitions.run(service, from, minute);
        }
        for (const { service, minute, state, level, since, rho } of transitions) {
          statements.saveTransition.run(service, minute, state, level, since, rho);
        }
      });
    },
    async transitions(from) {
      return read(transitionRow, statements.transitions, from);
    },
    async announce(announcements) {
      write(() => {
        for (const { service, since, level, minute } of announcements) {
          statements.announce.run(service, since, level, minute);
        }
      });
    },
    async announcements(from) {
      return read(announcementRow, statements.announcements, from);
    },
    async saveIncidents(incidents) {
      write(() => {
        for (const incident of incidents) {
          const { service, opened } = incident;
          statements.saveIncident.run(service, opened, JSON.stringify(incident));
        }
      });
    },
    async incidents(from, most) {
      const rows = read(recordRow, statements.incidents, from, most).toReversed();
      return rows.flatMap(({ record }) => {
        const parsed = incidentRowSchema.safeParse(parseJson(record));
        return parsed.success ? [parsed.data] : [];
      });
    },
    async saveOfficial(changes) {
      write(() => {
        for (const { service, minute, state, incident, title, publishedMinute } of changes) {
          statements.saveOfficial.run(service, minute, state, incident, title, publishedMinute);
        }
      });
    },
    async official(from) {
      return read(officialRow, statements.official, from);
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
      const ended = read(epochRow, statements.endedEpochs, horizon.spent);
      const slices = [
        () => statements.pruneVoices.run(horizon.voices),
        ...ended.map(
          ({ epoch }) =>
            () =>
              statements.pruneSpentValues.run(epoch),
        ),
      ];
      for (const slice of slices) {
        while (slice().changes !== 0) {
          await nextTurn();
          if (!database.isOpen) return;
        }
      }
      write(() => {
        statements.pruneVoiceCounts.run(horizon.voices);
        statements.pruneSaidCounts.run(horizon.minutes);
        statements.pruneDoorCounts.run(horizon.voices);
        for (const { service } of read(serviceRow, statements.countedServices)) {
          statements.pruneMinuteCounts.run(service, horizon.minutes);
          statements.pruneSignalCounts.run(service, horizon.minutes);
        }
        statements.pruneTransitions.run(horizon.transitions);
        statements.pruneAnnouncements.run(horizon.incidents);
        statements.pruneIncidents.run(horizon.incidents);
        statements.pruneOfficial.run(horizon.incidents);
        statements.pruneDays.run(horizon.days);
        for (const { epoch } of ended) statements.forgetEpoch.run(epoch, horizon.spent);
      });
      // What was deleted must not live on in the log of pages.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async close() {
      database.close();
    },
  };
}

/** @returns undefined when the text is not JSON: a damaged checkpoint or incident is derived again from the series */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
