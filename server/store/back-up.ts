import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';

/** What a copy holds. */
export interface BackedUp {
  readonly services: number;
  /** Counted minutes, of all services. */
  readonly minutes: number;
}

const countsSchema = z.object({ services: z.int(), minutes: z.int() });

/** What is promised to be forgotten within minutes or hours: it is in no copy, which may be kept for longer. */
const SHORT_LIVED = ['voices', 'door_counts', 'spent_values', 'spent_epochs'];

function forget(path: string): BackedUp {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = FULL');
    const find = copy.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`);
    // A file that an earlier version left has not all of them.
    const found = SHORT_LIVED.filter((table) => find.get(table) !== undefined);
    for (const table of found) copy.exec(`DELETE FROM ${table}`);
    copy.exec('VACUUM');
    const counted = copy.prepare(
      'SELECT count(DISTINCT service) AS services, count(*) AS minutes FROM minute_counts',
    );
    return countsSchema.parse({ ...counted.get() });
  } finally {
    copy.close();
  }
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Copies a database as it is at one moment, without the voices, while a server writes to it and does not wait.
 * The copy is whole or not there.
 * @throws Error when there is no such database, or already a file where the copy shall be
 */
export function backUp(from: string, to: string): BackedUp {
  if (!existsSync(from)) throw new Error(`there is no file ${JSON.stringify(from)}`);
  if (existsSync(to))
    throw new Error(`${JSON.stringify(to)} is there already: choose another name`);
  const part = `${to}.part`;
  rmSync(part, { force: true });
  try {
    const source = new DatabaseSync(from, { readOnly: true });
    try {
      // One reading transaction: a copy in steps begins anew with each commit of the server.
      source.prepare('VACUUM INTO ?').run(part);
    } finally {
      source.close();
    }
    const backedUp = forget(part);
    flush(part);
    renameSync(part, to);
    return backedUp;
  } finally {
    rmSync(part, { force: true });
    rmSync(`${part}-journal`, { force: true });
  }
}
