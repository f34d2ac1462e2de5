import type { ServiceStatus } from '../protocol/status.ts';
import type { State } from '../protocol/vocabulary.ts';
import type { View } from './view.ts';

/** An older answer says nothing about now: the server is asked about once a minute. Milliseconds. */
export const STALE_AFTER_MS = 5 * 60_000;

/** Below this many voices no percentage is shown: its interval would span most of the scale. */
export const MIN_VOICES_FOR_PERCENT = 10;

/** How everyone fares, as far as it can be said. From `few` on, the public state is `unknown`, each for its own reason. */
export type CrowdCondition =
  | 'operational'
  | 'suspected'
  | 'degraded'
  | 'outage'
  | 'recovering'
  | 'few'
  | 'paused'
  | 'stale'
  | 'unreadable'
  | 'unfetched'
  | 'no-access';

export interface Crowd {
  readonly condition: CrowdCondition;
  /** The public state that may be shown now. */
  readonly state: State;
  /** What the server said about this service, however old; null when it said nothing. */
  readonly status: ServiceStatus | null;
}

/** @returns what may be said about everyone's state of a service at `now`; never more than the evidence carries */
export function crowdOf(view: View, service: string, now: number): Crowd {
  const status = view.status?.body.services[service] ?? null;
  const condition = conditionOf(view, status, now);
  return { condition, state: STATE_OF[condition], status };
}

const STATE_OF: Readonly<Record<CrowdCondition, State>> = {
  operational: 'operational',
  suspected: 'degraded',
  degraded: 'degraded',
  outage: 'outage',
  recovering: 'recovering',
  few: 'unknown',
  paused: 'unknown',
  stale: 'unknown',
  unreadable: 'unknown',
  unfetched: 'unknown',
  'no-access': 'unknown',
};

function conditionOf(view: View, status: ServiceStatus | null, now: number): CrowdCondition {
  if (!view.server.access) return 'no-access';
  if (!view.status || (view.readable && !status)) return 'unfetched';
  if (!view.readable || !status) return 'unreadable';
  if (now - view.status.fetchedAt > STALE_AFTER_MS) return 'stale';
  if (status.state === 'unknown') return view.status.body.notice ? 'paused' : 'few';
  if (status.state === 'degraded' && status.level !== 'confirmed') return 'suspected';
  return status.state;
}

/** @returns whether a condition is a failure that is going on, suspected or confirmed */
export function isIncident(
  condition: CrowdCondition,
): condition is 'suspected' | 'degraded' | 'outage' {
  return condition === 'suspected' || condition === 'degraded' || condition === 'outage';
}
