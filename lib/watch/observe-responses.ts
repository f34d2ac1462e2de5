import type { ResponseFact } from '../detect/fact.ts';
import { findEndpoint, matchesPattern } from '../detect/match-endpoint.ts';
import type { Told } from './outbound.ts';
import type { PlannedEndpoint, WatchPlan } from './plan.ts';

const MAX_PATH_LENGTH = 512;

/** What is needed of a `PerformanceResourceTiming`. */
export interface TimingEntry {
  readonly name: string;
  readonly entryType: string;
  readonly initiatorType?: string;
  readonly responseEnd: number;
  readonly responseStatus?: number;
}

/**
 * @param entry what the browser measured of one request
 * @param timeOrigin when the page began, by the clock of now. Milliseconds since the epoch
 * @returns the fact and what it tells at first sight; null for what proves nothing: another address, an unknown status
 * (0: refused, aborted or hidden)
 */
export function responseOf(
  entry: TimingEntry,
  plan: WatchPlan,
  timeOrigin: number,
): { fact: ResponseFact; told: Told } | null {
  const status = entry.responseStatus ?? 0;
  if (status < 100 || status > 599 || !URL.canParse(entry.name)) return null;
  const { hostname, pathname } = new URL(entry.name);
  if (!plan.hosts.includes(hostname)) return null;
  if (plan.ignore.some((pattern) => matchesPattern(pattern, hostname, pathname))) return null;
  const navigation = entry.entryType === 'navigation';
  const endpoint: Omit<PlannedEndpoint, 'path'> | null = navigation
    ? { feature: 'page', use: true }
    : findEndpoint(plan.endpoints, hostname, pathname);
  if (!endpoint) return null;
  return {
    fact: {
      type: 'response',
      host: hostname,
      path: pathname.slice(0, MAX_PATH_LENGTH),
      status,
      navigation,
      at: Math.round(timeOrigin + entry.responseEnd),
    },
    told: {
      feature: endpoint.feature,
      worked: status < 400 && !endpoint.stop,
      use: endpoint.use,
    },
  };
}

/**
 * @returns whether a request that the answer was to come from has no status: refused, broken off or stopped. Only a
 * request of the page's own origin shows that
 */
export function isBrokenAnswer(entry: TimingEntry, plan: WatchPlan, host: string): boolean {
  if (entry.responseStatus !== 0 || !URL.canParse(entry.name)) return false;
  const { hostname, pathname } = new URL(entry.name);
  if (hostname !== host) return false;
  const endpoint = findEndpoint(plan.endpoints, hostname, pathname);
  return endpoint?.feature === 'conversation' && endpoint.use;
}

/** Who asks for nothing that could fail as an answer, but fills most of the list. */
const NOT_ASKED = /^(?:script|css|img|image|video|audio|track)$/;

/**
 * Watches the responses that the page gets, those from before included.
 * @param seen called for each entry
 */
export function observeResponses(
  seen: (entry: TimingEntry) => void,
  Observer: typeof PerformanceObserver,
  signal: AbortSignal,
): void {
  const observer = new Observer((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      if (!NOT_ASKED.test(entry.initiatorType)) seen(entry);
    }
  });
  for (const type of ['navigation', 'resource']) observer.observe({ type, buffered: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
