import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The numbered migrations in order; a file's number is the schema version it leads to. */
function migrations(): readonly { readonly version: number; readonly name: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number.parseInt(name, 10), name }));
}

function versionOf(database: DatabaseSync): number {
  const found = database.prepare('PRAGMA user_version').get()?.user_version;
  return typeof found === 'number' ? found : Number.NaN;
}

/**
 * Brings a database to the newest schema, each step in a transaction of its own.
 * @throws Error when the file was written by a newer version of Outcry, or a step fails
 */
export function migrate(database: DatabaseSync): void {
  const all = migrations();
  const newest = all.at(-1)?.version ?? 0;
  const found = versionOf(database);
  if (!(found <= newest)) {
    throw new Error(
      `it was written by a newer version of Outcry (schema ${found}, known ${newest}): start that version, or restore a back-up of this one`,
    );
  }
  for (const { version, name } of all.filter((step) => step.version > found)) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another server may have taken this step while this one waited for the lock.
      if (versionOf(database) < version) {
        database.exec(readFileSync(new URL(name, FOLDER), 'utf8'));
        database.exec(`PRAGMA user_version = ${version}`);
      }
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
}
