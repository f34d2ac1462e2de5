import type { Database } from './migrations.ts';
import { readState, writeState } from './state-rows.ts';
import { change } from './transact.ts';

/** @returns a time about so long after now, by chance, so that browsers do not keep step. Milliseconds */
export function aboutAfter(now: number, pause: number, random: number): number {
  return now + pause * (0.9 + random / 5);
}

/** @param longest what a plan may lie ahead at most, milliseconds */
export function isDue(dueAt: number, now: number, longest: number): boolean {
  return dueAt <= now || isTooFar(dueAt, now, longest);
}

/** A time far ahead means that the clock was set back: waiting for it could take for ever. */
export function isTooFar(dueAt: number, now: number, longest: number): boolean {
  return dueAt > now + longest;
}

/**
 * Takes a job off the list, if it is due, and plans the next attempt: before it runs, so that a death on the way
 * costs one attempt and not all.
 * @returns whether it was due
 */
export function takeDue(
  database: Database,
  row: 'historyDueAt' | 'rulesDueAt',
  { now, longest, next }: { readonly now: number; readonly longest: number; readonly next: number },
): Promise<boolean> {
  return change(database, async (writing) => {
    const isNow = isDue(await readState(writing, row), now, longest);
    if (isNow) await writeState(writing, row, next);
    return isNow;
  });
}
