import type { Context, Pending, Trouble } from './finding.ts';

/** What is known of the reader's own network: it carries, it does not, or nobody can tell yet. */
export type Network = 'fine' | 'down' | 'unknown';

/** A chatbot's host that answered anything within this time shows that the network carries. Milliseconds. */
export const ANSWER_SHOWS_FOR_MS = 60_000;

/** So does the server that is asked about once a minute. Milliseconds. */
export const SERVER_SHOWS_FOR_MS = 75_000;

/** Evidence on the reader's own network. Times are milliseconds since the epoch, 0 for never. */
export interface NetworkEvidence {
  /** `navigator.onLine`. */
  readonly online: boolean;
  /** Any watched host last answered, whatever it said. */
  readonly answeredAt: number;
  /** Our server last answered, whatever it said. */
  readonly servedAt: number;
  /** Our server could last not be reached at all. */
  readonly unreachedAt: number;
}

/** @param now milliseconds since the epoch @returns what the evidence says of the network */
export function networkOf(evidence: NetworkEvidence, now: number): Network {
  const { online, answeredAt, servedAt, unreachedAt } = evidence;
  if (!online) return 'down';
  if (isWithin(answeredAt, ANSWER_SHOWS_FOR_MS, now)) return 'fine';
  if (unreachedAt > servedAt && isWithin(unreachedAt, SERVER_SHOWS_FOR_MS, now)) return 'down';
  return isWithin(servedAt, SERVER_SHOWS_FOR_MS, now) ? 'fine' : 'unknown';
}

/** @returns whether a time lies at most so long ago, or ahead; further ahead, the clock was set back */
export function isWithin(time: number, ms: number, now: number): boolean {
  return Math.abs(now - time) <= ms;
}

/** What is known beside the failure itself. */
export type NetworkContext = Pick<Context, 'network' | 'resolves' | 'othersCut'>;

type Ruling = Pick<Trouble, 'cause' | 'reason' | 'weak' | 'pending'>;

/**
 * Says whose fault it is that nothing came, by what is known of the reader's own network.
 * @param pending what the browser's name for it, or the silence, leaves open
 * @returns without any check of the network: what the name alone says
 */
export function ruleByNetwork(
  pending: Pending,
  { network, resolves = true, othersCut = false }: NetworkContext,
): Ruling {
  if (network === 'down' || pending === 'down') {
    const isYours = network === 'down' && othersCut;
    return isYours
      ? { cause: 'you', reason: 'offline', pending: 'down' }
      : { cause: 'unclear', pending: 'down' };
  }
  const open = network === undefined ? {} : { pending };
  if (pending === 'name') {
    // Another host answered by its name: then it is this name that does not work, unless that was a hiccup.
    const cause = network === 'fine' && resolves ? 'service' : 'unclear';
    return { cause, weak: true, ...open };
  }
  const isWeak = pending === 'silence' ? network !== 'fine' : network === 'unknown';
  return { cause: 'service', ...(isWeak ? { weak: true } : {}), ...open };
}
