import type { Event } from '../journal/event.ts';
import { isOver } from '../journal/is-over.ts';
import type { Reason } from '../protocol/vocabulary.ts';
import type { View } from './view.ts';

/** A failure that nothing has contradicted stops counting as present after this. Milliseconds. */
export const CURRENT_FOR_MS = 10 * 60_000;

/** A network that does not carry is noticed anew at every try. Milliseconds. */
const DOWN_FOR_MS = 2 * 60_000;

/** A success, or a failure that is over, says nothing about now when it is older. Milliseconds. */
export const RECENT_MS = 10 * 60_000;

/** How long a service counts as used by this browser. Milliseconds. */
export const USED_MS = 24 * 60 * 60_000;

/**
 * How this browser fares with one service: `failing` is the service's fault, a reason is the reader's own side
 * (never `aborted`: a stop button is no trouble), `recovered` a failure that was seen to work again. `lost` and `off`:
 * the browser does not let it be watched (any more, or until asked), so that nothing is known.
 */
export type OwnCondition =
  | Exclude<Reason, 'aborted'>
  | 'failing'
  | 'unclear'
  | 'lost'
  | 'off'
  | 'recovered'
  | 'fine'
  | 'idle';

export interface Own {
  readonly condition: OwnCondition;
  /** The failure that the condition rests on, or that was recovered from. */
  readonly event: Event | null;
  /** The last success, milliseconds since the epoch. */
  readonly okAt: number | null;
}

/** @returns how this browser fares with a service at `now` */
export function ownOf(view: View, service: string, now: number): Own {
  const okAt = view.used[service]?.okAt ?? null;
  if (!view.online) return { condition: 'offline', event: null, okAt };
  const watching = view.watching?.[service]?.state;
  if (watching === 'lost' || watching === 'off') return { condition: watching, event: null, okAt };
  const events = view.events.filter((each) => each.service === service && isTelling(each));
  const current = events.filter((each) => isCurrent(view, each, now));
  const event = newest(current.filter((each) => each.cause !== 'unclear')) ?? newest(current);
  if (event) return { condition: conditionOf(event), event, okAt };
  const over = newest(events.filter((each) => clearedAt(view, each) !== null));
  if (over && now - over.lastAt <= RECENT_MS) return { condition: 'recovered', event: over, okAt };
  const fine = okAt !== null && now - okAt <= RECENT_MS;
  return { condition: fine ? 'fine' : 'idle', event: null, okAt };
}

/** @returns whether this browser used the service in the last 24 hours */
export function isUsed(view: View, service: string, now: number): boolean {
  const usage = view.used[service];
  return usage !== undefined && now - usage.triedAt <= USED_MS;
}

/** @returns when the feature that failed was last seen to work after the failure, or null. Milliseconds since the epoch. */
export function clearedAt(view: View, event: Event): number | null {
  const workedAt = view.used[event.service]?.workedAt?.[event.feature];
  return workedAt !== undefined && isOver(event, workedAt) ? workedAt : null;
}

function isCurrent(view: View, event: Event, now: number): boolean {
  return clearedAt(view, event) === null && now < endOf(event);
}

/** When an event says nothing about the present any more, milliseconds since the epoch. */
function endOf({ reason, until, lastAt }: Event): number {
  // A limit holds as long as the page said, but nobody wants to be told of it for days.
  if (until !== undefined) return Math.min(until, lastAt + USED_MS);
  return lastAt + (reason === 'offline' ? DOWN_FOR_MS : CURRENT_FOR_MS);
}

function isTelling({ weak, reason, pending }: Event): boolean {
  // A past `offline` is over, for the browser is online, unless the network was found not to carry all the same.
  const isPast = reason === 'offline' && pending !== 'down';
  return !weak && reason !== 'aborted' && !isPast;
}

function newest(events: readonly Event[]): Event | null {
  return events.reduce<Event | null>(
    (best, each) => (best === null || each.lastAt > best.lastAt ? each : best),
    null,
  );
}

function conditionOf({ cause, reason }: Event): OwnCondition {
  if (cause === 'service') return 'failing';
  return cause === 'you' && reason !== undefined && reason !== 'aborted' ? reason : 'unclear';
}
