import { diagnose } from '../../lib/detect/diagnose.ts';
import type { Fact } from '../../lib/detect/fact.ts';
import { mergeFinding } from '../../lib/detect/merge-finding.ts';
import { serviceOf } from '../../lib/detect/service-of.ts';
import type { Event } from '../../lib/journal/event.ts';
import { commonNotices } from '../../lib/services/common/common.ts';
import type { Service } from '../../lib/services/schema.ts';
import { findNotices } from '../../lib/watch/find-notices.ts';
import { planFor, type WatchPlan } from '../../lib/watch/plan.ts';
import { clearMessages } from './clear-messages.ts';
import type { Page, PageRequest } from './page.ts';
import { readDocument } from './read-document.ts';

export type Observation = Pick<Event, 'feature' | 'kind' | 'cause' | 'reason'>;

/** What the engine makes of one page: the service it belongs to, and each failure once. */
export interface Classified {
  readonly service: string | null;
  readonly observations: readonly Observation[];
}

/** Everything on a page is taken for simultaneous. */
const AT = 0;

/** @param services the services that are known @returns the extension's engine as a function of a saved page */
export function createClassifier(services: readonly Service[]): (page: Page) => Classified {
  const plans = new Map<string, WatchPlan | null>();
  const planOf = (service: Service): WatchPlan | null => {
    const known = plans.get(service.id);
    if (known !== undefined) return known;
    const plan = planFor(service, service.hosts[0] ?? '', commonNotices);
    plans.set(service.id, plan);
    return plan;
  };
  return ({ url, html, requests }) => {
    const address = addressOf(url);
    const service = address && serviceOf(hostOf(address), services, address.pathname);
    if (!service) return { service: null, observations: [] };
    const plan = planOf(service);
    const facts = (requests ?? []).flatMap((request) => factOf(request, address, service));
    if (html && plan) facts.push(...noticeFacts(html, hostOf(address), plan));
    return { service: service.id, observations: observe(facts, service) };
  };
}

function addressOf(url: string, base?: URL): URL | null {
  return URL.canParse(url, base?.href) ? new URL(url, base?.href) : null;
}

/** A name with the root's dot at its end is the same name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, '');
}

function factOf(request: PageRequest, page: URL, service: Service): Fact[] {
  const { status, error, method } = request;
  const url = addressOf(request.url, page);
  if (!url) return [];
  const base = {
    host: hostOf(url),
    path: url.pathname.slice(0, 512),
    navigation: isNavigation(request, url, page, service),
    ...(method ? { method: method.slice(0, 10) } : {}),
    at: AT,
  };
  const facts: Fact[] = [];
  if (status && status >= 100 && status <= 599) facts.push({ type: 'response', ...base, status });
  if (error) facts.push({ type: 'connection', ...base, error: error.slice(0, 80) });
  return facts;
}

/** A request of the page's own address, not named otherwise, is the document itself. */
function isNavigation({ type }: PageRequest, url: URL, page: URL, { hosts }: Service): boolean {
  if (type) return type === 'navigation';
  const same = url.origin === page.origin && url.pathname === page.pathname;
  return same && hosts.includes(hostOf(url));
}

function noticeFacts(html: string, host: string, plan: WatchPlan): Fact[] {
  const document = readDocument(html);
  if (!document) return [];
  clearMessages(document, plan);
  return findNotices(document, plan).map(({ place, text, marks }) => {
    return { type: 'notice', host, place, text, marks, at: AT };
  });
}

function observe(facts: readonly Fact[], service: Service): Observation[] {
  const events = new Map<string, Event>();
  for (const fact of facts) {
    const finding = diagnose(fact, service, { online: true });
    if (finding?.type !== 'trouble') continue;
    const { event } = mergeFinding([...events.values()], finding, () => String(events.size));
    events.set(event.id, event);
  }
  return [...events.values()].map(({ feature, kind, cause, reason }) => {
    return { feature, kind, cause, ...(reason ? { reason } : {}) };
  });
}
