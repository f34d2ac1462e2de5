import { deleteDB, openDB } from 'idb';
import { type Database, MIGRATIONS, type OutcryTables } from './migrations.ts';

/** The one database of the extension; only the background opens it. */
export const DATABASE_NAME = 'outcry';

/**
 * Opens the database, migrated to the newest version. One that cannot be opened (made by a newer
 * version, or damaged) is deleted and made anew: it holds a short history, nothing irreplaceable.
 * @param onClosed called when the connection is gone, so that the next use opens another
 * @throws when the browser refuses storage altogether
 */
export async function openDatabase(
  onClosed: () => void = () => {},
  migrations = MIGRATIONS,
): Promise<Database> {
  try {
    return await open(onClosed, migrations);
  } catch {
    await deleteDB(DATABASE_NAME);
    return open(onClosed, migrations);
  }
}

function open(onClosed: () => void, migrations: typeof MIGRATIONS): Promise<Database> {
  return openDB<OutcryTables>(DATABASE_NAME, migrations.length, {
    upgrade(opened, oldVersion) {
      for (const migrate of migrations.slice(oldVersion)) migrate(opened);
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** @returns a function that opens the database at its first call and again after the connection was lost */
export function createDatabaseHandle(): () => Promise<Database> {
  let opened: Promise<Database> | null = null;
  const forget = () => {
    opened = null;
  };
  return () => {
    opened ??= openDatabase(forget).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  };
}
