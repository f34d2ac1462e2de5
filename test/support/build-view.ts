import type { Event } from '../../lib/journal/event.ts';
import type { ServiceStatus } from '../../lib/protocol/status.ts';
import type { Reason } from '../../lib/protocol/vocabulary.ts';
import type { CrowdCondition } from '../../lib/status/crowd.ts';
import type { OwnCondition } from '../../lib/status/own.ts';
import type { View } from '../../lib/status/view.ts';

/** A quiet minute: 3 February 2026, 21:10 UTC. */
export const NOW = Date.UTC(2026, 1, 3, 21, 10);
const MINUTE = 60_000;

/** @param minutes whole minutes before `NOW` @returns milliseconds since the epoch */
export function ago(minutes: number): number {
  return NOW - minutes * MINUTE;
}

/** @returns what the server says about a service, operational among 412 voices unless told otherwise */
export function buildStatus(changes: Partial<ServiceStatus> = {}): ServiceStatus {
  return {
    state: 'operational',
    level: null,
    since: null,
    tried: 412,
    failed: 8,
    share: [0.01, 0.04],
    signals: {},
    said: {},
    official: {
      state: 'unknown',
      since: null,
      url: 'https://status.openai.com',
      checked: null,
    },
    lead: null,
    ...changes,
  };
}

/** @returns a failure two minutes ago, the service's fault unless told otherwise */
export function buildEvent(changes: Partial<Event> = {}): Event {
  return {
    id: 'e1',
    service: 'chatgpt',
    feature: 'conversation',
    kind: 'http-5xx',
    cause: 'service',
    evidence: ['status'],
    at: ago(3),
    lastAt: ago(2),
    times: 2,
    ...changes,
  };
}

/** @returns a view of a browser that uses no chatbot, an hour's silence at the server */
export function buildView(changes: Partial<View> = {}): View {
  return {
    v: 1,
    at: NOW,
    online: true,
    consent: 'unasked',
    server: { origin: 'http://127.0.0.1:8787', access: true },
    status: { fetchedAt: ago(1), body: { v: 1, at: '2026-02-03T21:09:00Z', services: {} } },
    readable: true,
    active: null,
    events: [],
    used: {},
    said: [],
    queue: { waiting: 0, droppedToday: 0, nextAt: null },
    sent: [],
    ...changes,
  };
}

/** @returns the part of a view in which the server says this about some services */
export function withStatus(
  services: Readonly<Record<string, Partial<ServiceStatus>>>,
): Pick<View, 'status'> {
  const entries = Object.entries(services).map(([id, each]) => [id, buildStatus(each)]);
  const body = { v: 1 as const, at: '2026-02-03T21:09:00Z', services: Object.fromEntries(entries) };
  return { status: { fetchedAt: ago(1), body } };
}

const INCIDENT = { since: '2026-02-03T21:02:00Z', failed: 152 };

/** For each condition of the crowd, a view that has it for ChatGPT. */
export const CROWDS: Readonly<Record<CrowdCondition, Partial<View>>> = {
  outage: withStatus({ chatgpt: { state: 'outage', level: 'confirmed', ...INCIDENT } }),
  degraded: withStatus({ chatgpt: { state: 'degraded', level: 'confirmed', ...INCIDENT } }),
  suspected: withStatus({ chatgpt: { state: 'degraded', level: 'suspected', ...INCIDENT } }),
  recovering: withStatus({ chatgpt: { state: 'recovering', level: 'confirmed', ...INCIDENT } }),
  operational: withStatus({ chatgpt: {} }),
  few: withStatus({ chatgpt: { state: 'unknown', tried: 2, failed: 0, share: null } }),
  paused: paused(),
  stale: stale(),
  unreadable: { ...withStatus({ chatgpt: {} }), readable: false },
  unfetched: { status: null },
  'no-access': {
    ...withStatus({ chatgpt: {} }),
    server: { origin: 'http://127.0.0.1:8787', access: false },
  },
};

function paused(): Partial<View> {
  const { status } = withStatus({ chatgpt: { state: 'unknown' } });
  if (!status) return {};
  const notice = { code: 'paused' as const, message: 'Counting is paused.' };
  return { status: { ...status, body: { ...status.body, notice } } };
}

function stale(): Partial<View> {
  const { status } = withStatus({ chatgpt: {} });
  return { status: status && { ...status, fetchedAt: ago(6) } };
}

function yours(reason: Reason): Partial<View> {
  return { ...USED, events: [buildEvent({ cause: 'you', reason })] };
}

const USED = { used: { chatgpt: { triedAt: ago(2), okAt: null, failedAt: ago(2) } } };

/** For each condition of this browser, a view that has it for ChatGPT. */
export const OWNS: Readonly<Record<OwnCondition, Partial<View>>> = {
  failing: { ...USED, events: [buildEvent()] },
  unclear: { ...USED, events: [buildEvent({ cause: 'unclear' })] },
  recovered: {
    events: [buildEvent()],
    used: {
      chatgpt: {
        triedAt: ago(1),
        okAt: ago(1),
        failedAt: ago(2),
        workedAt: { conversation: ago(1) },
      },
    },
  },
  fine: { used: { chatgpt: { triedAt: ago(1), okAt: ago(1), failedAt: null } } },
  idle: { used: { chatgpt: { triedAt: ago(60), okAt: ago(60), failedAt: null } } },
  offline: { ...USED, online: false },
  lost: { ...USED, watching: { chatgpt: { state: 'lost', ask: ['chatgpt.com'] } } },
  off: { ...USED, watching: { chatgpt: { state: 'off', ask: ['chatgpt.com'] } } },
  blocked: yours('blocked'),
  'signed-out': yours('signed-out'),
  limit: yours('limit'),
  policy: yours('policy'),
  challenge: yours('challenge'),
  captive: yours('captive'),
};
