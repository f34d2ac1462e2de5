import type { Event } from '../journal/event.ts';
import { isWithin, type NetworkContext, ruleByNetwork, SERVER_SHOWS_FOR_MS } from './network.ts';

/** An answer shows that the network carries again, or still, only if it came this much later. Milliseconds. */
const LATER_MS = 2_000;

/**
 * Corrects an event by what has been learned of the reader's own network since.
 * @param event any; one that nothing is open about stays as it is
 * @param known what is known now
 * @param answeredAt when anything last answered, milliseconds since the epoch
 * @param now milliseconds since the epoch
 * @returns the very same event when nothing changes
 */
export function settle(
  event: Event,
  known: NetworkContext,
  answeredAt: number,
  now: number,
): Event {
  const { pending } = event;
  if (!pending || known.network === undefined || known.network === 'unknown') return event;
  // What the network does now says nothing of what it did long ago.
  if (!isWithin(event.lastAt, SERVER_SHOWS_FOR_MS, now)) return event;
  // A network that broke down only after it had carried an answer explains nothing that came before.
  const isSure = answeredAt > event.lastAt + LATER_MS;
  const then: NetworkContext = isSure ? { ...known, network: 'fine' } : known;
  const next = pending === 'down' && then.network === 'fine' ? event : ruled(event, then);
  return isSure ? closed(next) : next;
}

function ruled(event: Event, known: NetworkContext): Event {
  if (!event.pending) return event;
  const { cause, reason, weak, pending } = ruleByNetwork(event.pending, known);
  const isWeak = weak && event.weak;
  const isSame =
    cause === event.cause &&
    reason === event.reason &&
    isWeak === event.weak &&
    pending === event.pending;
  if (isSame) return event;
  const { cause: _cause, reason: _reason, weak: _weak, pending: _pending, ...rest } = event;
  return {
    ...rest,
    cause,
    ...(reason ? { reason } : {}),
    ...(isWeak ? { weak: true } : {}),
    ...(pending ? { pending } : {}),
  };
}

function closed({ pending: _pending, ...event }: Event): Event {
  return event;
}
