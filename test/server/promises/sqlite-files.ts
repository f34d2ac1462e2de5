import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type Row = Readonly<Record<string, unknown>>;

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";

function reading<T>(file: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** All that a database holds: its tables with their rows, as SQLite's own `.dump` would tell it. */
export function dumpOf(file: string): ReadonlyMap<string, readonly Row[]> {
  return reading(file, (database) => {
    const tables = database.prepare(TABLES).all();
    return new Map(
      tables.map(({ name }) => [`${name}`, database.prepare(`SELECT * FROM "${name}"`).all()]),
    );
  });
}

/** The names of its tables and of all their columns. */
export function columnsIn(file: string): readonly string[] {
  return reading(file, (database) => {
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)');
    return database
      .prepare(TABLES)
      .all()
      .flatMap(({ name }) => [
        `${name}`,
        ...columns.all(`${name}`).map((column) => `${column.name}`),
      ]);
  });
}

/** The bytes of every file in a folder and below it, by path: the database, its log of writes, and whatever else is left there. */
export function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}
