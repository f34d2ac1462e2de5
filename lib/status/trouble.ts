import type { ServiceName } from '../services/names.ts';
import { crowdOf, isIncident } from './crowd.ts';
import { isUsed, type OwnCondition, ownOf } from './own.ts';
import type { View } from './view.ts';

/** A few to choose from. */
const MAX_ALTERNATIVES = 3;

/**
 * Whether it is the service that fails, for everyone or in this browser. The reader's own limit is no such failure:
 * the way round it is none that we would show.
 */
export function isInTrouble(view: View, service: string, now: number): boolean {
  const { condition } = ownOf(view, service, now);
  const isOwn = condition === 'failing' || condition === 'unclear';
  return isOwn || isIncident(crowdOf(view, service, now).condition);
}

/** @returns whether a reader may want to be told when the service is back */
export function isAway(view: View, service: string, now: number): boolean {
  return isInTrouble(view, service, now) || crowdOf(view, service, now).condition === 'recovering';
}

/** @returns whether it fails for nobody else, as far as is known */
export function isAlone(view: View, service: string, now: number): boolean {
  const { condition } = crowdOf(view, service, now);
  return !isIncident(condition) && condition !== 'recovering';
}

/** A service that works now, and where that was seen. */
export interface Alternative<S> {
  readonly service: S;
  readonly seen: 'you' | 'others';
}

/**
 * @param about the service in trouble
 * @returns services that are known to work right now: those that this browser uses first, then those with the most
 * people behind them. Nothing while the service is not in trouble.
 */
export function alternatives<S extends Pick<ServiceName, 'id'>>(
  view: View,
  services: readonly S[],
  about: string,
  now: number,
): readonly Alternative<S>[] {
  if (!isInTrouble(view, about, now)) return [];
  const rank = ({ id }: S) =>
    (isUsed(view, id, now) ? 1e9 : 0) + (crowdOf(view, id, now).status?.tried ?? 0);
  return services
    .filter(({ id }) => id !== about)
    .sort((a, b) => rank(b) - rank(a))
    .flatMap((service) => {
      const seen = worksFor(view, service.id, now);
      return seen ? [{ service, seen }] : [];
    })
    .slice(0, MAX_ALTERNATIVES);
}

/** Own conditions that do not speak against a service that works for others. */
const NEUTRAL: readonly OwnCondition[] = ['idle', 'off', 'lost', 'fine', 'recovered'];

function worksFor(view: View, service: string, now: number): 'you' | 'others' | null {
  const own = ownOf(view, service, now).condition;
  const crowd = crowdOf(view, service, now).condition;
  if (isIncident(crowd) || crowd === 'recovering' || !NEUTRAL.includes(own)) return null;
  if (own === 'fine' || own === 'recovered') return 'you';
  return crowd === 'operational' ? 'others' : null;
}
