import type { Signal } from '../protocol/vocabulary.ts';
import type { Event } from './event.ts';
import type { Change } from './minute-store.ts';

/**
 * What has become of an event adds to the minutes: it counts, once, from the moment on that it is the service's and
 * more than one weak sign says so.
 * @param before null for an event that is new
 * @param at when what changed it was seen, milliseconds since the epoch
 */
export function changeOf(before: Event | null, event: Event, at: number): Change {
  const was = before && signalOf(before);
  const failed = signalOf(event);
  return {
    service: event.service,
    at: minuteTime(before, event, at),
    worked: false,
    failed,
    undone: before && was !== null && was !== failed ? { signal: was, since: before.at } : null,
  };
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
