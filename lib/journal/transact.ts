import type { Database, Reading, Writing } from './migrations.ts';

/**
 * Runs a job in one read-write transaction over the whole database: all of it happens or nothing.
 * The job must await nothing but the database, or the transaction closes under it.
 * @throws what the job throws, after undoing what it did
 */
export async function change<T>(
  database: Database,
  job: (writing: Writing) => Promise<T>,
): Promise<T> {
  const writing = database.transaction(Array.from(database.objectStoreNames), 'readwrite');
  // An abort is told by the job's own error; this rejection would be told a second time.
  writing.done.catch(() => {});
  try {
    const result = await job(writing);
    await writing.done;
    return result;
  } catch (error) {
    abort(writing);
    throw error;
  }
}

/** @returns a read-only transaction over the whole database: one consistent state */
export function reading(database: Database): Reading {
  return database.transaction(Array.from(database.objectStoreNames));
}

function abort(writing: Writing): void {
  try {
    writing.abort();
  } catch {
    // It has ended already.
  }
}
