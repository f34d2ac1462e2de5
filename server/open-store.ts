import type { Settings } from './settings.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/**
 * Opens the store that the settings name.
 * @throws Error whose message is one line that says what to do
 */
export function openStore(settings: Pick<Settings, 'db' | 'redis'>): Store {
  if (settings.redis !== null) {
    throw new Error(
      'OUTCRY_REDIS is set, but this version has no Redis store: unset it to use SQLite (OUTCRY_DB)',
    );
  }
  try {
    return createSqliteStore(settings.db);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `OUTCRY_DB must be a SQLite file that the server can write; ${JSON.stringify(settings.db)} cannot be used: ${why}`,
    );
  }
}
