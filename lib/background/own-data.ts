import { readState, writeState } from '../journal/state-rows.ts';
import { change, reading } from '../journal/transact.ts';
import type { Parts } from './parts.ts';

/** @returns all that is kept in this browser, as a JSON text to be read by people and programs */
export async function exportData(
  parts: Pick<Parts, 'database' | 'readSettings' | 'now'>,
): Promise<string> {
  const database = await parts.database();
  const from = reading(database);
  const tables = await Promise.all(
    [...database.objectStoreNames].map(async (name) => {
      const store = from.objectStore(name);
      const [keys, rows] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return [name, keys.map((key, index) => ({ key, value: rows[index] }))] as const;
    }),
  );
  const exported = new Date(parts.now()).toISOString();
  const settings = await parts.readSettings();
  return JSON.stringify({ exported, settings, ...Object.fromEntries(tables) }, null, 2);
}

/** Forgets everything of this reader: history, choices, what waits. Only what guards the rules is kept: it is nobody's. */
export async function eraseData(parts: Pick<Parts, 'database' | 'eraseSettings'>): Promise<void> {
  const database = await parts.database();
  await change(database, async (writing) => {
    const rules = await readState(writing, 'rules');
    await Promise.all(
      [...database.objectStoreNames].map((name) => writing.objectStore(name).clear()),
    );
    await writeState(writing, 'rules', rules);
  });
  await parts.eraseSettings();
}
