import type { Event } from '../journal/event.ts';
import { EVIDENCE, type Evidence, type Trouble } from './finding.ts';

/** Observers of one failure report within this time of each other. Milliseconds. */
export const MERGE_WINDOW_MS = 15_000;

/** A failure that goes on longer is remembered anew, so that no event lasts for ever. Milliseconds. */
export const MAX_EVENT_MS = 300_000;

/** Page and browser each tell of the same answer, this far apart at most. Milliseconds. */
const SAME_SIGHT_MS = 1_000;

type Ruling = 'keep' | 'replace' | 'apart';

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

function isNear(event: Event, { service, at }: Trouble): boolean {
  return (
    event.service === service &&
    at >= event.at - MERGE_WINDOW_MS &&
    at <= event.lastAt + MERGE_WINDOW_MS &&
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

function isSoft(evidence: Evidence): boolean {
  return evidence === 'error-page' || evidence === 'error-box' || evidence === 'notice';
}

function rank(evidence: Evidence): number {
  return EVIDENCE.indexOf(evidence);
}

function strongest(event: Event): number {
  return Math.min(...event.evidence.map(rank));
}

/** Whether the trouble says more than the event, less, or speaks of something else. */
function rule(event: Event, trouble: Trouble): Ruling {
  if (trouble.cause === 'unclear') {
    return event.cause === 'unclear' && rank(trouble.evidence) < strongest(event)
      ? 'replace'
      : 'keep';
  }
  if (event.cause === 'unclear') return 'replace';
  if (event.cause === trouble.cause) return ruleAgreed(event, trouble);
  const hard = !event.evidence.every(isSoft);
  const harder = !isSoft(trouble.evidence);
  if (hard !== harder) return hard ? 'keep' : 'replace';
  if (!hard) return trouble.cause === 'you' ? 'replace' : 'keep';
  return ruleHard(event, trouble);
}

function ruleAgreed(event: Event, trouble: Trouble): Ruling {
  if (
    event.feature !== trouble.feature &&
    !isSoft(trouble.evidence) &&
    !event.evidence.every(isSoft)
  ) {
    return 'apart';
  }
  return rank(trouble.evidence) < strongest(event) ? 'replace' : 'keep';
}

/** A status and a connection error that disagree: a lost network explains cut connections, an abort follows failures. */
function ruleHard(event: Event, trouble: Trouble): Ruling {
  const offline = event.reason === 'offline' || trouble.reason === 'offline';
  const cut = event.kind === 'network' && trouble.kind === 'network';
  if (offline && cut) return trouble.cause === 'you' ? 'replace' : 'keep';
  return event.cause === 'service' && trouble.reason === 'aborted' ? 'keep' : 'apart';
}

function merged(event: Event, trouble: Trouble, ruling: Ruling): Event {
  const { feature, kind, cause, reason, evidence, at } = trouble;
  const seen = event.evidence.includes(evidence);
  const next: Event = {
    ...event,
    evidence: seen ? event.evidence : [...event.evidence, evidence],
    at: Math.min(event.at, at),
    lastAt: Math.max(event.lastAt, at),
    times: event.times + (seen && at - event.lastAt > SAME_SIGHT_MS ? 1 : 0),
  };
  if (ruling === 'keep') return next;
  const { reason: _before, ...rest } = next;
  const told = rank(evidence) <= strongest(event) ? { feature, kind } : {};
  const named = isSoft(evidence) && feature === 'other' ? { feature: event.feature } : {};
  return { ...rest, ...told, ...named, cause, ...(reason ? { reason } : {}) };
}

function created(trouble: Trouble, id: string): Event {
  const { service, feature, kind, cause, reason, evidence, at } = trouble;
  return {
    id,
    service,
    feature,
    kind,
    cause,
    ...(reason ? { reason } : {}),
    evidence: [evidence],
    at,
    lastAt: at,
    times: 1,
  };
}
