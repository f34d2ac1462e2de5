import type { ServiceStatus } from '../../../lib/protocol/status.ts';
import type { State } from '../../../lib/protocol/vocabulary.ts';
import { sampleBody } from '../../../lib/report/sample-body.ts';
import { readServices } from '../../../lib/services/read.ts';
import { QUARTER_MS, type Quarter, type Strips } from '../../../lib/status/strips.ts';
import type { View } from '../../../lib/status/view.ts';
import { ago, buildEvent, buildStatus, buildView, NOW } from '../build-view.ts';
import { TEST_PORTS } from '../extension/test-build.ts';

/** A page of the extension in one situation. */
export interface Scene {
  readonly page: 'popup' | 'options' | 'welcome';
  readonly view: View | null;
  readonly strips: Strips | null;
}

const services = readServices();

/** What the build of the tests reports to. */
const server = { origin: `http://127.0.0.1:${TEST_PORTS[0]}`, access: true };
const SINCE = '2026-02-03T21:02:00Z';
const CHECKED = '2026-02-03T21:09:00Z';

function official(
  url: string,
  state: State,
  since: string | null = null,
): ServiceStatus['official'] {
  return { state, since, url, checked: CHECKED };
}

/** Everyone fine and every vendor says so, but for what is changed. */
function statusOf(changes: Readonly<Record<string, Partial<ServiceStatus>>>): View['status'] {
  const entries = services.map(({ id, statusPage, core }, index) => {
    const few = { state: 'unknown', tried: index % 3, failed: 0, share: null } as const;
    const fine = core ? { tried: 480 - 37 * index, failed: index % 4 } : few;
    return [
      id,
      buildStatus({ ...fine, official: official(statusPage, 'operational'), ...changes[id] }),
    ];
  });
  const body = { v: 1 as const, at: CHECKED, services: Object.fromEntries(entries) };
  return { fetchedAt: ago(1), body };
}

const watching = Object.fromEntries(
  services.map(({ id, core, hosts }) => [
    id,
    core ? { state: 'default' as const, ask: [] } : { state: 'off' as const, ask: [...hosts] },
  ]),
);

const FINE = { triedAt: ago(1), okAt: ago(1), failedAt: null };
const FAILED = { triedAt: ago(2), okAt: ago(240), failedAt: ago(2) };
const OUTAGE: Partial<ServiceStatus> = {
  state: 'outage',
  level: 'confirmed',
  since: SINCE,
  failed: 152,
  share: [0.33, 0.41],
  signals: { 'conversation/http-5xx': 141, 'history/http-5xx': 38, 'conversation/stall': 22 },
  said: { conversation: 12 },
};

/** A quiet day with a night in which too few people were awake, and the evening's outage. */
function day(failing: boolean): readonly Quarter[] {
  return Array.from({ length: 96 }, (_, index): Quarter => {
    if (index > 14 && index < 27) return null;
    if (failing && index === 93) return [11, 'degraded'];
    if (failing && index > 93) return [index === 95 ? 37 : 62, 'outage'];
    if (index > 50 && index < 55)
      return [[8, 14, 9, 3][index - 51] ?? 0, index < 54 ? 'degraded' : 'recovering'];
    return [(index * 7) % 4, 'operational'];
  });
}

function stripsOf(failing: readonly string[]): Strips {
  const core = services.filter((service) => service.core);
  return {
    v: 1,
    start: Math.floor(NOW / QUARTER_MS) * QUARTER_MS - 95 * QUARTER_MS,
    services: Object.fromEntries(core.map(({ id }) => [id, day(failing.includes(id))])),
  };
}

function popup(changes: Partial<View>, failing: readonly string[] = []): Scene {
  const view = buildView({ consent: 'given', watching, status: statusOf({}), ...changes });
  return { page: 'popup', view, strips: stripsOf(failing) };
}

const batch = sampleBody('chatgpt', NOW);
const history: Partial<View> = {
  consent: 'given',
  sent: [
    { at: ago(1), body: batch },
    { at: ago(2), body: batch },
  ],
  queue: { waiting: 3, droppedToday: 1, nextAt: ago(-1) },
  wishes: ['chatgpt'],
};

/** Every state that a page may be in, by name. */
export const scenes: Readonly<Record<string, Scene>> = {
  'popup-outage': popup(
    {
      active: 'chatgpt',
      status: statusOf({ chatgpt: OUTAGE }),
      events: [
        buildEvent({ evidence: ['status', 'error-box'] }),
        buildEvent({ id: 'e2', feature: 'history', at: ago(300), lastAt: ago(299) }),
      ],
      used: { chatgpt: FAILED, claude: FINE },
      lastDay: { chatgpt: { tried: 46, failed: 5 } },
      sent: [{ at: ago(1), body: batch }],
    },
    ['chatgpt'],
  ),
  'popup-told-later': popup(
    {
      status: statusOf({
        chatgpt: {
          ...OUTAGE,
          official: official('https://status.openai.com', 'degraded', '2026-02-03T21:08:00Z'),
          lead: 6,
          shared: ['claude'],
        },
        claude: { ...OUTAGE, state: 'degraded', failed: 60 },
      }),
      events: [buildEvent()],
      used: { chatgpt: FAILED, claude: FAILED },
      wishes: ['chatgpt'],
      said: [{ service: 'chatgpt', feature: 'conversation', at: ago(1), state: 'arrived' }],
    },
    ['chatgpt', 'claude'],
  ),
  'popup-suspected': popup({
    active: 'claude',
    consent: 'unasked',
    status: statusOf({
      claude: {
        state: 'degraded',
        level: 'suspected',
        since: SINCE,
        failed: 40,
        signals: { 'conversation/overloaded': 37 },
      },
    }),
    used: { claude: FINE },
  }),
  'popup-recovering': popup({
    status: statusOf({
      chatgpt: {
        ...OUTAGE,
        state: 'recovering',
        failed: 31,
        official: official('https://status.openai.com', 'outage', SINCE),
        lead: null,
      },
    }),
    events: [buildEvent({ at: ago(20), lastAt: ago(9) })],
    used: { chatgpt: { ...FINE, workedAt: { conversation: ago(1) } } },
  }),
  'popup-only-you': popup({
    consent: 'declined',
    events: [buildEvent()],
    used: { chatgpt: FAILED, gemini: FINE },
  }),
  'popup-limit': popup({
    events: [buildEvent({ cause: 'you', reason: 'limit', until: ago(-95) })],
    used: { chatgpt: FAILED },
  }),
  'popup-fine': popup({ used: { chatgpt: FINE, claude: FINE } }),
  'popup-offline': popup({ online: false, used: { chatgpt: FAILED }, readable: false }),
  'popup-no-access': popup({
    active: 'chatgpt',
    used: { chatgpt: FAILED },
    server: { origin: 'https://outcry.example', access: false },
    watching: { ...watching, chatgpt: { state: 'lost', ask: ['chatgpt.com'] } },
  }),
  'popup-first': { page: 'popup', view: null, strips: null },
  'options-first': { page: 'options', view: buildView({ watching, server }), strips: null },
  'options-used': {
    page: 'options',
    view: buildView({
      watching: { ...watching, grok: { state: 'on', ask: ['x.com'], only: ['x.com/i/grok'] } },
      ...history,
    }),
    strips: null,
  },
  'welcome-first': { page: 'welcome', view: buildView({ watching, server }), strips: null },
  'welcome-yes': { page: 'welcome', view: buildView({ watching, consent: 'given' }), strips: null },
};
