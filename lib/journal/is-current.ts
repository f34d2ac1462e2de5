import type { Event } from './event.ts';
import type { UsageRow } from './rows.ts';

/** A failure that nothing has contradicted stops counting as present after this. Milliseconds. */
export const CURRENT_FOR_MS = 10 * 60_000;

/**
 * Whether a remembered failure still says something about the present:
 * its feature has not been seen to work since, and it is at most ten minutes old.
 * @param usage how the event's service fared here, if anything is known
 * @param now milliseconds since the epoch
 */
export function isCurrent(
  event: Event,
  usage: Pick<UsageRow, 'workedAt'> | undefined,
  now: number,
): boolean {
  const workedAt = usage?.workedAt[event.feature] ?? Number.NEGATIVE_INFINITY;
  return workedAt <= event.lastAt && now - event.lastAt < CURRENT_FOR_MS;
}
