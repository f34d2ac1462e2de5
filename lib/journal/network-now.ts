import { isWithin, type Network, networkOf, SERVER_SHOWS_FOR_MS } from '../detect/network.ts';
import type { Event } from './event.ts';
import { recentEvents } from './journal-store.ts';
import type { Reading } from './migrations.ts';
import { readState } from './state-rows.ts';

/** What this browser knows of its own network. */
export interface NetworkNow {
  readonly network: Network;
  /** When anything last answered, milliseconds since the epoch; 0 for never. */
  readonly answeredAt: number;
  /** Whether a chatbot's host answered lately: then names are found. */
  readonly hostAnswers: boolean;
  /** The services whose connections have broken lately: if several do, it is for one reason. */
  readonly cut: ReadonlySet<string>;
}

/**
 * @param online `navigator.onLine`
 * @param justAnswered when a host answered that is not noted yet, milliseconds since the epoch; 0 for never
 */
export async function networkNow(
  from: Reading,
  online: boolean,
  now: number,
  justAnswered = 0,
): Promise<NetworkNow> {
  const noted = await readState(from, 'network');
  // A time that lies ahead was noted before the clock was set back.
  const past = (time: number) => (time <= now ? time : 0);
  const answeredAt = Math.max(past(noted.answeredAt), past(justAnswered));
  const servedAt = past(noted.servedAt);
  const evidence = { online, servedAt, unreachedAt: past(noted.unreachedAt) };
  const events = await recentEvents(from, now);
  return {
    network: networkOf({ ...evidence, answeredAt }, now),
    answeredAt: Math.max(answeredAt, servedAt),
    hostAnswers: networkOf({ online, answeredAt, servedAt: 0, unreachedAt: 0 }, now) === 'fine',
    cut: new Set(events.filter((event) => isCut(event, now)).map(({ service }) => service)),
  };
}

function isCut({ evidence, kind, cause, reason, lastAt }: Event, now: number): boolean {
  const isConnection = kind === 'network' && evidence.includes('connection');
  const isOther = cause === 'you' && reason !== 'offline';
  return isConnection && !isOther && isWithin(lastAt, SERVER_SHOWS_FOR_MS, now);
}
