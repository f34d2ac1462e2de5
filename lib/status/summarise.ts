import type { Key } from '../language/messages.ts';
import type { State } from '../protocol/vocabulary.ts';
import type { ServiceName } from '../services/names.ts';
import { type Crowd, crowdOf, isIncident } from './crowd.ts';
import { type Figures, figuresOf } from './figures.ts';
import { isKnown, isSeen, type LeadKey, leadOf, type Scope, tellsOthers } from './leads.ts';
import { type Own, ownOf } from './own.ts';
import { pickService } from './pick-service.ts';
import type { View } from './view.ts';

/** The answer to "me or them?": which words, not yet in any language. */
export interface Summary {
  /** The service that the sentence is about; null when this browser used none and none is in trouble. */
  readonly service: string | null;
  /** Everyone's state of it, `unknown` unless there is fresh evidence. */
  readonly state: State;
  readonly scope: Scope;
  readonly key: LeadKey;
  readonly params: { readonly service: string; readonly vendor: string };
  /** The numbers that the first words rest on. */
  readonly figures: Figures | null;
  /** Further sentences, in order. */
  readonly also: readonly Key[];
  /** When the reader's own limit ends, milliseconds since the epoch; null when it is no limit or the page did not say. */
  readonly until: number | null;
  /** Names of the services that fail together with this one. */
  readonly shared: readonly string[];
}

/**
 * @param view null when there is none yet, or when it cannot be read
 * @param services the services to choose from, in the order of the package
 * @param now milliseconds since the epoch
 * @param about the service to speak about; by default the one that matters most: see `pickService`
 */
export function summarise(
  view: View | null,
  services: readonly Pick<ServiceName, 'id' | 'name' | 'vendor'>[],
  now: number,
  about?: string,
): Summary {
  if (!view) return withoutService('lead.not-yet');
  const id = about ?? pickService(view, services, now);
  const service = services.find((each) => each.id === id);
  if (!service) return withoutService(view.online ? 'lead.nothing-used' : 'lead.you.offline');
  const own = ownOf(view, service.id, now);
  const crowd = crowdOf(view, service.id, now);
  const [scope, key] = leadOf(own.condition, crowd.condition);
  return {
    service: service.id,
    state: crowd.state,
    scope,
    key,
    params: { service: service.name, vendor: service.vendor },
    figures: tellsOthers(own.condition, crowd.condition) ? figuresOf(crowd) : null,
    also: furtherSentences(own, crowd),
    until: own.condition === 'limit' ? (own.event?.until ?? null) : null,
    shared: isIncident(crowd.condition) ? namesOf(crowd.status?.shared ?? [], services, id) : [],
  };
}

function withoutService(key: LeadKey): Summary {
  return {
    service: null,
    state: 'unknown',
    scope: key === 'lead.you.offline' ? 'you' : 'unknown',
    key,
    params: { service: '', vendor: '' },
    figures: null,
    also: [],
    until: null,
    shared: [],
  };
}

function furtherSentences(own: Own, crowd: Crowd): readonly Key[] {
  const official = crowd.status?.official.state;
  const admitted = official === 'outage' || official === 'degraded';
  // One of the two speaks of the others: the first words, unless they name the reader's own side or nothing is known.
  const silent = !isSeen(own.condition) && !isKnown(crowd.condition);
  const told = tellsOthers(own.condition, crowd.condition);
  // What is said about the others when the first words do not.
  const others: readonly Key[] = silent || told ? [] : [`others.${crowd.condition}`];
  const also: readonly Key[] = told && own.condition === 'lost' ? ['also.lost'] : others;
  if (!admitted || isStaleWord(crowd)) return also;
  return [...also, isIncident(crowd.condition) ? 'official.confirms' : 'official.disagrees'];
}

function isStaleWord({ condition }: Crowd): boolean {
  return condition === 'stale' || condition === 'unreadable' || condition === 'no-access';
}

function namesOf(
  ids: readonly string[],
  services: readonly Pick<ServiceName, 'id' | 'name'>[],
  except: string | null,
): readonly string[] {
  return services.filter(({ id }) => ids.includes(id) && id !== except).map((each) => each.name);
}
