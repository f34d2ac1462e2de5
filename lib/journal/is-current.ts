import type { Event } from './event.ts';

/** A failure that nothing has contradicted stops counting as present after this. Milliseconds. */
export const CURRENT_FOR_MS = 10 * 60_000;

/**
 * Whether a remembered failure still says something about the present:
 * its feature has not been seen to work since, and it is at most ten minutes old.
 * @param now milliseconds since the epoch
 */
export function isCurrent(event: Event, now: number): boolean {
  return event.clearedAt === undefined && now - event.lastAt < CURRENT_FOR_MS;
}
