import type { Event } from '../journal/event.ts';
import { REASONS, type Reason } from '../protocol/vocabulary.ts';
import { EVIDENCE, type Evidence, type Trouble } from './finding.ts';

/** What another sight does to an event: adds nothing to its cause, gives it another one, or is no sight of it. */
export type Ruling = 'keep' | 'replace' | 'apart';

/** What the page shows, and may show for many reasons. */
export function isSoft(evidence: Evidence): boolean {
  return evidence !== 'status' && evidence !== 'connection' && evidence !== 'stall';
}

/** @returns the smaller, the stronger */
export function rankOf(evidence: Evidence): number {
  return EVIDENCE.indexOf(evidence);
}

/** @returns the rank of its strongest evidence */
export function strongest(event: Event): number {
  return Math.min(...event.evidence.map(rankOf));
}

/** What the event's cause rests on. */
function groundOf({ evidence: [ground = 'notice'] }: Event): Evidence {
  return ground;
}

/** Whether the trouble says more than the event, less, or speaks of something else. */
export function rule(event: Event, trouble: Trouble): Ruling {
  // Who stopped an answer waits no longer: the silence is another tab's.
  if (event.reason === 'aborted' && trouble.evidence === 'stall') return 'apart';
  if (trouble.cause === 'unclear') {
    return event.cause === 'unclear' && rankOf(trouble.evidence) < strongest(event)
      ? 'replace'
      : 'keep';
  }
  if (event.cause === 'unclear') return 'replace';
  if (event.cause === trouble.cause) return ruleAgreed(event, trouble);
  // A silence explains nothing by itself; whoever stops it has waited long enough.
  if (groundOf(event) === 'stall') return trouble.reason === 'aborted' ? 'keep' : 'replace';
  if (trouble.evidence === 'stall') return 'keep';
  const hard = !isSoft(groundOf(event));
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
  if (event.reason && trouble.reason && event.reason !== trouble.reason) {
    return ruleReasons(event, trouble, event.reason, trouble.reason);
  }
  return rankOf(trouble.evidence) < rankOf(groundOf(event)) ? 'replace' : 'keep';
}

/** A stop explains what the page complains of next, but not what it says of the user's account. */
function ruleReasons(event: Event, trouble: Trouble, before: Reason, now: Reason): Ruling {
  if (before === 'aborted' || now === 'aborted') return before === 'aborted' ? 'replace' : 'keep';
  const step = rankOf(trouble.evidence) - rankOf(groundOf(event));
  return (step || REASONS.indexOf(now) - REASONS.indexOf(before)) < 0 ? 'replace' : 'keep';
}

/** A status and a connection error that disagree: a lost network explains cut connections, an abort follows failures. */
function ruleHard(event: Event, trouble: Trouble): Ruling {
  const offline = event.reason === 'offline' || trouble.reason === 'offline';
  const cut = event.kind === 'network' && trouble.kind === 'network';
  if (offline && cut) return trouble.cause === 'you' ? 'replace' : 'keep';
  return event.cause === 'service' && trouble.reason === 'aborted' ? 'keep' : 'apart';
}
