import type { Event } from './event.ts';

/**
 * A stream that carries an error ends, as a response that worked, right after the page has shown the error: so soon it
 * is no other try. Milliseconds.
 */
const SAME_TRY_MS = 2_000;

/** @param workedAt when the feature last worked, milliseconds since the epoch @returns whether that was a later try */
export function isOver({ lastAt }: Pick<Event, 'lastAt'>, workedAt: number | undefined): boolean {
  return workedAt !== undefined && workedAt > lastAt + SAME_TRY_MS;
}
