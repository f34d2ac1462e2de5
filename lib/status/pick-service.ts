import type { ServiceName } from '../services/names.ts';
import { type CrowdCondition, crowdOf } from './crowd.ts';
import { isUsed, type OwnCondition, ownOf } from './own.ts';
import type { View } from './view.ts';

const OWN_WEIGHT: Readonly<Record<OwnCondition, number>> = {
  failing: 60,
  offline: 0,
  blocked: 50,
  captive: 50,
  'signed-out': 50,
  limit: 50,
  policy: 50,
  challenge: 50,
  unclear: 40,
  lost: 30,
  recovered: 2,
  fine: 1,
  idle: 0,
  off: 0,
};

const CROWD_WEIGHT: Readonly<Record<CrowdCondition, number>> = {
  outage: 90,
  degraded: 80,
  suspected: 45,
  recovering: 20,
  operational: 0,
  few: 0,
  paused: 0,
  stale: 0,
  unreadable: 0,
  unfetched: 0,
  'no-access': 0,
};

/** @returns how urgently a service wants to be spoken about; 0 when there is nothing to say */
export function urgencyOf(view: View, service: string, now: number): number {
  const own = OWN_WEIGHT[ownOf(view, service, now).condition];
  return own + CROWD_WEIGHT[crowdOf(view, service, now).condition];
}

/** @returns the services that this browser used in the last 24 hours: the active tab's first, then the worst, then the latest */
export function usedServices<S extends Pick<ServiceName, 'id'>>(
  view: View,
  services: readonly S[],
  now: number,
): readonly S[] {
  const rank = ({ id }: S) => (id === view.active ? 1e6 : urgencyOf(view, id, now));
  return services
    .filter(({ id }) => id === view.active || isUsed(view, id, now))
    .sort((a, b) => rank(b) - rank(a) || triedAt(view, b.id) - triedAt(view, a.id));
}

/**
 * The service that matters most to this reader: the active tab's, else the worst of those used in the last
 * 24 hours, else one that fails for everybody.
 * @returns its id, or null when there is nothing to speak about
 */
export function pickService(
  view: View,
  services: readonly Pick<ServiceName, 'id'>[],
  now: number,
): string | null {
  const used = usedServices(view, services, now)[0];
  if (used) return used.id;
  const worst = [...services].sort(
    (a, b) => crowdWeight(view, b.id, now) - crowdWeight(view, a.id, now),
  )[0];
  return worst && crowdWeight(view, worst.id, now) > 0 ? worst.id : null;
}

function crowdWeight(view: View, service: string, now: number): number {
  return CROWD_WEIGHT[crowdOf(view, service, now).condition];
}

function triedAt(view: View, service: string): number {
  return view.used[service]?.triedAt ?? 0;
}
