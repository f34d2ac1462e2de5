import { minuteOf, type Signal } from '../protocol/vocabulary.ts';
import type { Event } from './event.ts';
import type { Change } from './minute-store.ts';

/**
 * What has become of an event adds to the minutes: it counts, once, from the moment on that it is the service's and
 * more than one weak sign says so.
 * @param before null for an event that is new
 * @param at when what changed it was seen, milliseconds since the epoch
 * @param known the events of this browser, that one among them or not
 */
export function changeOf(
  before: Event | null,
  event: Event,
  at: number,
  known: readonly Event[],
): Change {
  const was = before && signalOf(before);
  const failed = signalOf(event);
  return {
    service: event.service,
    at: minuteTime(before, event, at),
    worked: false,
    failed,
    undone:
      before && was !== null && was !== failed
        ? { signal: was, since: before.at, kept: minutesOf(was, before, known) }
        : null,
  };
}

/** The minutes since an event began in which another one stands for the same signal. */
function minutesOf(signal: Signal, before: Event, known: readonly Event[]): Set<number> {
  const { id, service, at } = before;
  const minutes = new Set<number>();
  for (const other of known) {
    if (other.id === id || other.service !== service || signalOf(other) !== signal) continue;
    const last = minuteOf(other.lastAt);
    for (let minute = minuteOf(Math.max(other.at, at)); minute <= last; minute += 1)
      minutes.add(minute);
  }
  return minutes;
}

/** The time whose minute the failure belongs to. */
function minuteTime(before: Event | null, event: Event, at: number): number {
  // What a second sign has made sure of failed at the first.
  if (!before || (before.weak && !event.weak)) return event.at;
  // Another sight of the same failure, perhaps after the minute's end, is no failure of the minute it comes in.
  if (event.times === before.times) return before.times === 1 ? before.at : before.lastAt;
  return at;
}

function signalOf({ cause, weak, feature, kind }: Event): Signal | null {
  return cause === 'service' && !weak ? `${feature}/${kind}` : null;
}
