import type { Kind, Reason } from '../protocol/vocabulary.ts';
import { MEANINGS, type Meaning } from '../services/endpoint-schema.ts';
import type { Service } from '../services/schema.ts';
import { errorMeaning } from './error-names.ts';
import type { ConnectionFact, Fact, ResponseFact, TurnFact } from './fact.ts';
import type { Context, Finding, Trouble } from './finding.ts';
import { findEndpoint, matchesPattern } from './match-endpoint.ts';
import { diagnoseNotice } from './notice.ts';
import { owns } from './service-of.ts';
import { meaningOf } from './status-meaning.ts';

const STANDING_FOR: ReadonlySet<string> = new Set(MEANINGS);

/**
 * Says what one fact means: which feature of the service worked or failed, and whose fault it was.
 * @param fact what a watcher saw
 * @param service the service whose page or host it was
 * @param context what is known beside the fact; offline, nothing is the service's fault
 * @returns null when the fact proves nothing: another host, telemetry, an expected answer, harmless text
 */
export function diagnose(fact: Fact, service: Service, context: Context): Finding | null {
  if (!owns(service, fact.host)) return null;
  const finding = diagnoseOnline(fact, service);
  if (context.online || finding?.type !== 'trouble' || finding.cause === 'you') return finding;
  return { ...finding, cause: 'you', reason: 'offline' };
}

function diagnoseOnline(fact: Fact, service: Service): Finding | null {
  switch (fact.type) {
    case 'response':
      return diagnoseResponse(fact, service);
    case 'connection':
      return diagnoseConnection(fact, service);
    case 'notice':
      return diagnoseNotice(fact, service);
    case 'turn':
      return diagnoseTurn(fact, service);
  }
}

/** What an address stands for: a document is the page unless the data says otherwise. */
function endpointOf(fact: ResponseFact | ConnectionFact, { watch }: Service) {
  const { host, path, method, navigation } = fact;
  if (watch?.ignore.some((pattern) => matchesPattern(pattern, host, path))) return null;
  if (navigation) {
    const page = findEndpoint(watch?.pages ?? [], host, path);
    return { feature: page?.feature ?? 'page', role: 'use', statuses: page?.statuses } as const;
  }
  return findEndpoint(watch?.endpoints ?? [], host, path, method);
}

function diagnoseResponse(fact: ResponseFact, service: Service): Finding | null {
  const { host, path, status, at } = fact;
  if (service.watch?.stop.some((pattern) => matchesPattern(pattern, host, path))) {
    return stopped(service, at);
  }
  const endpoint = endpointOf(fact, service);
  if (!endpoint) return null;
  const said = endpoint.statuses?.[String(status)];
  const meaning = said !== undefined && STANDING_FOR.has(said) ? said : meaningOf(status);
  const { feature, role } = endpoint;
  if (meaning === 'nothing') return null;
  if (meaning === 'ok') {
    return { type: 'success', service: service.id, feature, counts: role === 'use', at };
  }
  const kind = kindOf(status, fact.navigation);
  const base = { type: 'trouble', service: service.id, feature, evidence: 'status', at } as const;
  return { ...base, kind, ...causeOf(meaning) };
}

function kindOf(status: number, navigation: boolean): Kind {
  if (status === 429 || status === 529) return 'overloaded';
  if (status >= 500) return 'http-5xx';
  return navigation ? 'error-page' : 'banner';
}

function causeOf(
  meaning: Exclude<Meaning, 'ok' | 'nothing'> | 'captive',
): Pick<Trouble, 'cause' | 'reason'> {
  if (meaning === 'service' || meaning === 'overloaded') return { cause: 'service' };
  if (meaning === 'unclear') return { cause: 'unclear' };
  return { cause: 'you', reason: meaning };
}

/** The user pressed stop: kept, so that what the page then complains about is not taken for a failure. */
function stopped(service: Service, at: number): Trouble {
  return {
    type: 'trouble',
    service: service.id,
    feature: 'conversation',
    kind: 'network',
    cause: 'you',
    reason: 'aborted',
    evidence: 'status',
    at,
  };
}

function diagnoseConnection(fact: ConnectionFact, service: Service): Trouble | null {
  const endpoint = endpointOf(fact, service);
  if (!endpoint) return null;
  const meaning = errorMeaning(fact.error);
  const used = endpoint.role === 'use' && !fact.navigation;
  // Leaving a page aborts everything that still loads: only the abort of something used tells anything.
  if (meaning === 'nothing' || (meaning === 'aborted' && !used)) return null;
  const trouble = {
    type: 'trouble',
    service: service.id,
    feature: endpoint.feature,
    kind: 'network',
    evidence: 'connection',
    at: fact.at,
  } as const;
  if (meaning === 'service' || meaning === 'unclear') return { ...trouble, cause: meaning };
  const reason: Reason = meaning;
  return { ...trouble, cause: 'you', reason };
}

/** An answer that came is a use that worked; one that never came rests on nothing else, so far. */
function diagnoseTurn({ outcome, at }: TurnFact, { id }: Service): Finding {
  const turn = { service: id, feature: 'conversation', at } as const;
  if (outcome === 'answered') return { type: 'success', ...turn, counts: true };
  const stall = { kind: 'stall', cause: 'service', evidence: 'stall', weak: true } as const;
  return { type: 'trouble', ...turn, ...stall };
}
