import type { Kind } from '../protocol/vocabulary.ts';
import { MEANINGS, type Meaning } from '../services/endpoint-schema.ts';
import type { Service } from '../services/schema.ts';
import { errorMeaning } from './error-names.ts';
import type { ConnectionFact, Fact, NoticeFact, ResponseFact, TurnFact } from './fact.ts';
import type { Context, Finding, Trouble } from './finding.ts';
import { findEndpoint, matchesPattern } from './match-endpoint.ts';
import { ruleByNetwork } from './network.ts';
import { diagnoseNotice } from './notice.ts';
import { resetTime } from './reset-time.ts';
import { owns, ownsDocument } from './service-of.ts';
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
  if (!owns(service, fact.host) || isOutside(fact, service)) return null;
  const finding = diagnoseOnline(fact, service, context);
  if (context.online || finding?.type !== 'trouble' || finding.cause === 'you') return finding;
  const { weak: _weak, pending: _pending, ...sure } = finding;
  return { ...sure, cause: 'you', reason: 'offline' };
}

/** A document of a shared host that is not the service's; telemetry and the like, whatever else its address matches. */
function isOutside(fact: Fact, service: Service): boolean {
  if (fact.type !== 'response' && fact.type !== 'connection') return false;
  const { host, path, navigation } = fact;
  if (navigation && !ownsDocument(service, host, path)) return true;
  return service.watch?.ignore.some((pattern) => matchesPattern(pattern, host, path)) ?? false;
}

function diagnoseOnline(fact: Fact, service: Service, context: Context): Finding | null {
  switch (fact.type) {
    case 'response':
      return diagnoseResponse(fact, service);
    case 'connection':
      return diagnoseConnection(fact, service, context);
    case 'notice':
      return withEnd(diagnoseNotice(fact, service), fact, context);
    case 'turn':
      return diagnoseTurn(fact, service, context);
  }
}

/** What an address stands for: a document is the page unless the data says otherwise. */
function endpointOf(fact: ResponseFact | ConnectionFact, { watch }: Service) {
  const { host, path, method, navigation } = fact;
  if (navigation) {
    const page = findEndpoint(watch?.pages ?? [], host, path);
    if (page?.off) return null;
    const { feature = 'page', statuses, retried } = page ?? {};
    return { feature, role: 'use', statuses, retried } as const;
  }
  const endpoint = findEndpoint(watch?.endpoints ?? [], host, path, method);
  return endpoint?.off ? null : endpoint;
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
  const cause = causeOf(meaning);
  const isWeak = cause.cause !== 'you' && endpoint.retried?.includes(String(status));
  return { ...base, kind, ...cause, ...(isWeak ? { weak: true } : {}) };
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

function diagnoseConnection(
  fact: ConnectionFact,
  service: Service,
  context: Context,
): Trouble | null {
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
  switch (meaning) {
    case 'service':
      return { ...trouble, ...ruleByNetwork('cut', context) };
    case 'name':
      return { ...trouble, ...ruleByNetwork('name', context) };
    case 'unclear':
      return { ...trouble, cause: 'unclear', weak: true };
    default:
      return { ...trouble, cause: 'you', reason: meaning };
  }
}

/** An answer that came is a use that worked; one that never came rests on nothing else but the network. */
function diagnoseTurn({ outcome, at }: TurnFact, { id }: Service, context: Context): Finding {
  const turn = { service: id, feature: 'conversation', at } as const;
  if (outcome === 'answered') return { type: 'success', ...turn, counts: true };
  const stall = { kind: 'stall', evidence: 'stall', ...ruleByNetwork('silence', context) } as const;
  return { type: 'trouble', ...turn, ...stall };
}

/** When the user's own limit ends, if the notice says so. */
function withEnd(trouble: Trouble | null, fact: NoticeFact, { zone }: Context): Trouble | null {
  if (trouble?.reason !== 'limit') return trouble;
  const until = resetTime(fact.text, fact.at, zone);
  return until === null ? trouble : { ...trouble, until };
}
