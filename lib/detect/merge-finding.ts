import type { Event } from '../journal/event.ts';
import type { Reason } from '../protocol/vocabulary.ts';
import type { Trouble } from './finding.ts';
import { isSoft, type Ruling, rankOf, rule, strongest } from './rule.ts';

/** Observers of one failure report within this time of each other. Milliseconds. */
export const MERGE_WINDOW_MS = 15_000;

/** A failure that goes on longer is remembered anew, so that no event lasts for ever. Milliseconds. */
export const MAX_EVENT_MS = 300_000;

/** Page and browser each tell of the same answer, this far apart at most. Milliseconds. */
const SAME_SIGHT_MS = 1_000;

/**
 * A request that the page tries again by itself may fail again only after this: claude.ai waits 8 s, then half as
 * long again each time. Milliseconds.
 */
export const SECOND_SIGN_MS = 60_000;

/** The same sight seen over a longer time is a second sign. Milliseconds. */
const SAME_SIGN_MS = 2_000;

/**
 * Puts a trouble to the event it is another sight of, or makes a new event of it: a 503, the box it leaves in
 * the thread and the toast beside it are one failure.
 * @param recent events of this browser, in any order
 * @param newId makes an id for a new event
 */
export function mergeFinding(
  recent: readonly Event[],
  trouble: Trouble,
  newId: () => string,
): { event: Event; isNew: boolean } {
  const near = recent
    .filter((event) => isNear(event, trouble) && isSameThing(event, trouble))
    .toSorted((a, b) => distance(a, trouble) - distance(b, trouble));
  for (const event of near) {
    const ruling = rule(event, trouble);
    if (ruling !== 'apart') return { event: merged(event, trouble, ruling), isNew: false };
  }
  return { event: created(trouble, newId()), isNew: true };
}

function isNear(event: Event, { service, feature, evidence, at }: Trouble): boolean {
  const waits = event.weak && event.feature === feature && !isSoft(evidence);
  const window = waits ? SECOND_SIGN_MS : MERGE_WINDOW_MS;
  return (
    event.service === service &&
    at >= event.at - window &&
    at <= event.lastAt + window &&
    Math.abs(at - event.at) <= MAX_EVENT_MS
  );
}

function distance(event: Event, { feature, at }: Trouble): number {
  const away = Math.max(event.at - at, at - event.lastAt, 0);
  return away + (event.feature === feature ? 0 : MERGE_WINDOW_MS);
}

/** A notice often cannot tell which feature it speaks of; a status can. */
function isSameThing(event: Event, trouble: Trouble): boolean {
  if (event.feature === trouble.feature) return true;
  const soft = isSoft(trouble.evidence) || event.evidence.every(isSoft);
  if (!soft) return false;
  const features = [event.feature, trouble.feature];
  const vague =
    features.includes('other') || (features.includes('page') && features.includes('login'));
  return vague || isVague(event) || isVague(trouble) || isStop(event);
}

function isVague({ cause }: Pick<Trouble, 'cause'>): boolean {
  return cause === 'unclear';
}

function isStop({ cause, reason }: Pick<Event, 'cause' | 'reason'>): boolean {
  return cause === 'you' && (reason === 'aborted' || reason === 'limit');
}

function merged(event: Event, trouble: Trouble, ruling: Exclude<Ruling, 'apart'>): Event {
  const { feature, kind, cause, reason, evidence, at } = trouble;
  const { weak: _weak, pending: _pending, until: _until, reason: _reason, ...before } = event;
  const seen = event.evidence.includes(evidence);
  const others = event.evidence.filter((each) => each !== evidence);
  const isReplaced = ruling === 'replace';
  // A status or a connection says best what failed, even where it does not say whose fault it was.
  const isBare = cause === 'unclear' && !isSoft(evidence) && rankOf(evidence) < strongest(event);
  const told =
    isBare || (isReplaced && rankOf(evidence) <= strongest(event)) ? { feature, kind } : {};
  const named =
    isReplaced && isSoft(evidence) && feature === 'other' ? { feature: event.feature } : {};
  const next: Event = {
    ...before,
    ...told,
    ...named,
    ...(isReplaced ? withReason(cause, reason) : withReason(event.cause, event.reason)),
    evidence: isReplaced ? [evidence, ...others] : seen ? event.evidence : [...others, evidence],
    at: Math.min(event.at, at),
    lastAt: Math.max(event.lastAt, at),
    times: event.times + (seen && !event.weak && at - event.lastAt > SAME_SIGHT_MS ? 1 : 0),
  };
  return { ...next, ...openPart(next, event, trouble, isReplaced) };
}

function withReason(cause: Trouble['cause'], reason: Reason | undefined) {
  return reason ? { cause, reason } : { cause };
}

/** What is still open about an event that another sight has joined. */
function openPart(
  { cause, reason, evidence, at, lastAt }: Event,
  event: Event,
  trouble: Trouble,
  isReplaced: boolean,
): Pick<Event, 'weak' | 'pending' | 'until'> {
  const isSecond = !event.evidence.includes(trouble.evidence) || lastAt - at > SAME_SIGN_MS;
  const adds = trouble.reason !== 'aborted' && (!trouble.weak || isSecond);
  const weak = cause !== 'you' && event.weak && !adds;
  const pending = isReplaced
    ? (trouble.pending ?? event.pending)
    : (event.pending ?? trouble.pending);
  // Whoever got an answer has a network.
  const isOpen =
    pending && !evidence.includes('status') && (cause !== 'you' || reason === 'offline');
  const ends =
    reason === 'limit' ? [event.until, trouble.until].filter((end) => end !== undefined) : [];
  return {
    ...(weak ? { weak } : {}),
    ...(isOpen ? { pending } : {}),
    ...(ends.length > 0 ? { until: Math.max(...ends) } : {}),
  };
}

function created(trouble: Trouble, id: string): Event {
  const { type: _type, evidence, at, ...rest } = trouble;
  return { id, ...rest, evidence: [evidence], at, lastAt: at, times: 1 };
}
