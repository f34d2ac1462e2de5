import type { Writing } from './migrations.ts';

/** The stores that have an age, through their index `at`. */
type Aged = 'events' | 'minutes' | 'outbox' | 'said';

/** Deletes the oldest rows beyond `limit`. @returns how many were deleted */
export async function keepNewest(writing: Writing, store: Aged, limit: number): Promise<number> {
  const excess = (await writing.objectStore(store).count()) - limit;
  return excess > 0 ? deleteFirst(writing, store, null, excess) : 0;
}

/** Deletes the rows whose `at` lies below `oldest`. @returns how many were deleted */
export function deleteOlder(writing: Writing, store: Aged, oldest: number): Promise<number> {
  return deleteFirst(
    writing,
    store,
    IDBKeyRange.upperBound(oldest, true),
    Number.POSITIVE_INFINITY,
  );
}

/** Deletes the rows whose `at` lies above `newest`: the clock was set back. @returns how many were deleted */
export function deleteNewer(writing: Writing, store: Aged, newest: number): Promise<number> {
  return deleteFirst(
    writing,
    store,
    IDBKeyRange.lowerBound(newest, true),
    Number.POSITIVE_INFINITY,
  );
}

async function deleteFirst(
  writing: Writing,
  store: Aged,
  range: IDBKeyRange | null,
  limit: number,
): Promise<number> {
  let deleted = 0;
  let cursor = await writing.objectStore(store).index('at').openCursor(range);
  while (cursor && deleted < limit) {
    await cursor.delete();
    deleted += 1;
    cursor = await cursor.continue();
  }
  return deleted;
}
