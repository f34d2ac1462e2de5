import type { NetworkContext } from '../detect/network.ts';
import { settle } from '../detect/settle.ts';
import { minuteOf } from '../protocol/vocabulary.ts';
import { changeOf } from './event-change.ts';
import { recentEvents } from './journal-store.ts';
import type { Reading, Writing } from './migrations.ts';
import { type Change, noteChange } from './minute-store.ts';
import type { NetworkNow } from './network-now.ts';

/** @returns what the engine is to know of the network about one service's failure */
export function contextFor(
  { network, hostAnswers, cut }: NetworkNow,
  service: string,
  serverHasName: boolean,
): NetworkContext {
  const othersCut = [...cut].some((each) => each !== service);
  return { network, resolves: hostAnswers || serverHasName, othersCut };
}

/** Whether any event waits for news of the network. */
export async function hasOpenEvents(from: Reading, now: number): Promise<boolean> {
  return (await recentEvents(from, now)).some(({ pending }) => pending !== undefined);
}

/**
 * Corrects, within a transaction over `events` and `minutes`, what the network leaves open.
 * @returns what that adds to the minutes, and takes from them
 */
export async function settleEvents(
  writing: Writing,
  known: NetworkNow,
  serverHasName: boolean,
  now: number,
): Promise<Change[]> {
  const changes: Change[] = [];
  const events = await recentEvents(writing, now);
  for (const [index, event] of events.entries()) {
    const context = contextFor(known, event.service, serverHasName);
    const next = settle(event, context, known.answeredAt, now);
    if (next === event) continue;
    await writing.objectStore('events').put(next);
    events[index] = next;
    if (next.cause === event.cause && next.weak === event.weak) continue;
    const change = changeOf(event, next, event.lastAt, events);
    await noteChange(writing, 'minutes', change, minuteOf(change.at), now);
    changes.push(change);
  }
  return changes;
}
