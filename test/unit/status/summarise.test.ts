import { describe, expect, it } from 'vitest';
import type { Event } from '../../../lib/journal/event.ts';
import { createLanguage } from '../../../lib/language/create-language.ts';
import type { CrowdCondition } from '../../../lib/status/crowd.ts';
import type { OwnCondition } from '../../../lib/status/own.ts';
import { sayVerdict } from '../../../lib/status/say-verdict.ts';
import { summarise } from '../../../lib/status/summarise.ts';
import { type View, viewSchema } from '../../../lib/status/view.ts';
import en from '../../../locales/en.json';
import fr from '../../../locales/fr.json';
import {
  ago,
  buildEvent,
  buildView,
  CROWDS,
  NOW,
  OWNS,
  withStatus,
} from '../../support/build-view.ts';

const services = [
  { id: 'chatgpt', name: 'ChatGPT', vendor: 'OpenAI' },
  { id: 'claude', name: 'Claude', vendor: 'Anthropic' },
  { id: 'gemini', name: 'Gemini', vendor: 'Google' },
];
const english = createLanguage(en, 'en-GB', 'UTC');
const french = createLanguage(fr, 'fr-FR', 'UTC');

function viewOf(own: OwnCondition, crowd: CrowdCondition): View {
  return buildView({ ...CROWDS[crowd], ...OWNS[own] });
}

function hence(minutes: number): number {
  return ago(-minutes);
}

/** A limit that was met some minutes ago, later than the last success. */
function limitUntil(until: number | undefined, minutes = 0.5): Event {
  const times = { at: ago(minutes), lastAt: ago(minutes), times: 1 };
  const feature = 'files';
  return buildEvent({
    cause: 'you',
    reason: 'limit',
    feature,
    ...times,
    ...(until ? { until } : {}),
  });
}

/** A failure so long before the last success, milliseconds. */
function justFailed(before: number): Event {
  const at = ago(1) - before;
  return buildEvent({ at, lastAt: at, times: 1 });
}

function cutOff(change: Partial<Event>, minutes = 0.5): Event {
  const times = { at: ago(minutes), lastAt: ago(minutes), times: 1 };
  return buildEvent({ cause: 'you', reason: 'offline', kind: 'network', ...times, ...change });
}

function say(view: View, about?: string): string {
  const { answer, beside } = sayVerdict(summarise(view, services, NOW, about), english, NOW);
  return [answer, ...beside].join(' ');
}

const E = 'everyone';
const Y = 'you';
const U = 'unknown';

/** Everyone's side: the condition that the view has, and the public state that may be shown. */
const COLUMNS: readonly (readonly [CrowdCondition, string])[] = [
  ['outage', 'outage'],
  ['degraded', 'degraded'],
  ['suspected', 'degraded'],
  ['recovering', 'recovering'],
  ['operational', 'operational'],
  ['few', 'unknown'],
  ['paused', 'unknown'],
  ['stale', 'unknown'],
  ['unreadable', 'unknown'],
  ['unfetched', 'unknown'],
  ['no-access', 'unknown'],
];

/** Own side: scope and first words per known condition of the crowd, and for any unknown one. */
const ROWS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  failing: [
    [E, 'lead.outage.you-too'],
    [E, 'lead.degraded.you-too'],
    [E, 'lead.suspected.you-too'],
    [E, 'lead.recovering.not-you'],
    [Y, 'lead.only-you'],
    [U, 'lead.your-tab'],
  ],
  unclear: [
    [E, 'lead.outage.you-too'],
    [E, 'lead.degraded.you-too'],
    [E, 'lead.suspected.you-too'],
    [E, 'lead.recovering.not-you'],
    [Y, 'lead.only-you'],
    [U, 'lead.unclear'],
  ],
  recovered: [
    [E, 'lead.outage.not-you'],
    [E, 'lead.degraded.not-you'],
    [E, 'lead.suspected.not-you'],
    [E, 'lead.recovering.again'],
    [Y, 'lead.again'],
    [U, 'lead.again'],
  ],
  fine: [
    [E, 'lead.outage.not-you'],
    [E, 'lead.degraded.not-you'],
    [E, 'lead.suspected.not-you'],
    [E, 'lead.recovering.fine'],
    [E, 'lead.all-fine'],
    [U, 'lead.fine'],
  ],
  idle: [
    [E, 'lead.outage'],
    [E, 'lead.degraded'],
    [E, 'lead.suspected'],
    [E, 'lead.recovering'],
    [E, 'lead.others-fine'],
    [U, 'lead.unknown'],
  ],
  lost: [
    [E, 'lead.outage'],
    [E, 'lead.degraded'],
    [E, 'lead.suspected'],
    [E, 'lead.recovering'],
    [U, 'lead.lost'],
    [U, 'lead.lost'],
  ],
  off: [
    [E, 'lead.outage'],
    [E, 'lead.degraded'],
    [E, 'lead.suspected'],
    [E, 'lead.recovering'],
    [U, 'lead.off'],
    [U, 'lead.off'],
  ],
  offline: Array.from({ length: 6 }, () => [Y, 'lead.you.offline'] as const),
  blocked: Array.from({ length: 6 }, () => [Y, 'lead.you.blocked'] as const),
  'signed-out': Array.from({ length: 6 }, () => [Y, 'lead.you.signed-out'] as const),
  limit: Array.from({ length: 6 }, () => [Y, 'lead.you.limit'] as const),
  policy: Array.from({ length: 6 }, () => [Y, 'lead.you.policy'] as const),
  challenge: Array.from({ length: 6 }, () => [Y, 'lead.you.challenge'] as const),
  captive: Array.from({ length: 6 }, () => [Y, 'lead.you.captive'] as const),
};

const CELLS = (Object.keys(OWNS) as OwnCondition[]).flatMap((own) =>
  COLUMNS.map(([crowd, state], column) => {
    const [scope = '', key = ''] = ROWS[own]?.[Math.min(column, 5)] ?? [];
    return { own, crowd, state, scope, key };
  }),
);

describe('every combination of own and everyone’s state', () => {
  it('is in the table', () => {
    expect(CELLS).toHaveLength(14 * 11);
    expect(CELLS.filter(({ key }) => !(key in en))).toEqual([]);
  });

  it.each(CELLS)('$own here, $crowd for everyone: $scope, $key', (cell) => {
    const view = viewOf(cell.own, cell.crowd);
    expect(viewSchema.safeParse(view).error).toBeUndefined();
    const { service, state, scope, key } = summarise(view, services, NOW);
    expect({ service, state, scope, key }).toEqual({
      service: 'chatgpt',
      state: cell.state,
      scope: cell.scope,
      key: cell.key,
    });
  });

  it.each(CELLS)(
    '$own here, $crowd for everyone: says something complete in both languages',
    (cell) => {
      const summary = summarise(viewOf(cell.own, cell.crowd), services, NOW);
      for (const language of [english, french]) {
        const { answer, beside } = sayVerdict(summary, language, NOW);
        for (const sentence of [answer, ...beside]) {
          expect(sentence).toMatch(/[.]$/);
          expect(sentence).not.toMatch(/[{}]|undefined|NaN/);
        }
      }
    },
  );

  it.each(CELLS.filter(({ state }) => state === 'unknown'))(
    '$own here, $crowd for everyone: claims nothing about others',
    (cell) => {
      const text = say(viewOf(cell.own, cell.crowd));
      expect(text).not.toMatch(/others are fine|for others|many people|reports|recovering/i);
    },
  );
});

describe('the sentence', () => {
  it.each<[string, View, string]>([
    [
      'an outage that this tab shares',
      viewOf('failing', 'outage'),
      'ChatGPT is failing for many people, not just you: 37% of 412 reports in the last 10 minutes, since 21:02.',
    ],
    [
      'a failure of this tab alone',
      viewOf('failing', 'operational'),
      'Only your tab so far: others can use ChatGPT (98% of 412 reports fine in the last 10 minutes).',
    ],
    [
      'a failure with too few people around',
      viewOf('failing', 'few'),
      'ChatGPT fails in your tab. Not enough people to tell how others fare.',
    ],
    [
      'the own limit while others are fine',
      viewOf('limit', 'operational'),
      'You reached your own limit on ChatGPT. Others are fine.',
    ],
    [
      'the own limit during an outage',
      viewOf('limit', 'outage'),
      'You reached your own limit on ChatGPT. Besides, ChatGPT is failing for many people.',
    ],
    [
      'the own limit and nothing known of others',
      viewOf('limit', 'stale'),
      'You reached your own limit on ChatGPT.',
    ],
    [
      'that it may no longer look, and what others say',
      viewOf('lost', 'operational'),
      'Outcry may no longer look at ChatGPT in this browser. Others are fine.',
    ],
    [
      'that it may no longer look, beside an outage',
      viewOf('lost', 'outage'),
      'ChatGPT is failing for many people: 37% of 412 reports in the last 10 minutes, since 21:02. How it works for you is unknown, because Outcry may no longer look at it in this browser.',
    ],
    [
      'that it does not watch',
      viewOf('off', 'few'),
      'Outcry does not watch ChatGPT in this browser. Not enough people to tell how others fare.',
    ],
    ['no connection', viewOf('offline', 'stale'), 'You are offline.'],
    [
      'when the own limit ends',
      buildView({ ...viewOf('limit', 'operational'), events: [limitUntil(hence(30))] }),
      'You reached your own limit on ChatGPT. Your limit ends at 21:40. Others are fine.',
    ],
    [
      'answers that arrive again after a limit',
      buildView({
        ...viewOf('recovered', 'operational'),
        events: [{ ...limitUntil(ago(1), 4), feature: 'conversation' }],
      }),
      'ChatGPT answers you again (98% of 412 reports fine in the last 10 minutes).',
    ],
    [
      'a network that does not carry, though the browser thinks so',
      buildView({ ...viewOf('fine', 'stale'), events: [cutOff({ pending: 'down' })] }),
      'You are offline.',
    ],
    [
      'answers that arrive again',
      viewOf('recovered', 'operational'),
      'ChatGPT answers you again (98% of 412 reports fine in the last 10 minutes).',
    ],
  ])('tells %s', (_what, view, sentence) => {
    expect(say(view)).toBe(sentence);
  });

  it.each<[string, Event, string]>([
    ['an error within a stream that then ends well', justFailed(1_500), 'lead.your-tab'],
    ['a failure, and another try that worked', justFailed(2_500), 'lead.again'],
    ['one weak sign', buildEvent({ weak: true }), 'lead.fine'],
    ['one weak sign of nobody', buildEvent({ weak: true, cause: 'unclear' }), 'lead.fine'],
    ['a limit whose end has come', limitUntil(NOW), 'lead.fine'],
    ['a limit whose end is near', limitUntil(NOW + 1), 'lead.you.limit'],
    ['a limit that ends in hours', limitUntil(hence(200), 90), 'lead.you.limit'],
    ['a limit that ends in days, a day later', limitUntil(hence(9_000), 1_441), 'lead.fine'],
    ['a limit without an end, long ago', limitUntil(undefined, 11), 'lead.fine'],
    ['having been offline', cutOff({}), 'lead.fine'],
    ['a network that carries again', cutOff({ pending: 'down' }, 3), 'lead.again'],
  ])('is, after %s, %s', (_what, event, key) => {
    const used = { ...OWNS.recovered.used };
    const view = buildView({ ...viewOf('fine', 'few'), used, events: [event] });
    expect(summarise(view, services, NOW).key).toBe(key);
  });

  it('shows no percentage below ten voices', () => {
    const few = withStatus({
      chatgpt: {
        state: 'degraded',
        level: 'suspected',
        tried: 7,
        failed: 5,
        since: '2026-02-03T21:02:00Z',
      },
    });
    expect(say(buildView({ ...OWNS.idle, ...few }))).toBe(
      'ChatGPT is probably failing for some people: 5 of 7 reports in the last 10 minutes, since 21:02.',
    );
  });

  it('never calls it 100% fine when one of many failed', () => {
    const almost = withStatus({ chatgpt: { tried: 270, failed: 1 } });
    expect(say(buildView({ ...OWNS.fine, ...almost }))).toContain('(99% of 270 reports fine');
    const few = withStatus({ chatgpt: { tried: 7, failed: 1, share: null } });
    expect(say(buildView({ ...OWNS.fine, ...few }))).toContain('(6 of 7 reports fine');
  });

  it('says of a recovery what still fails', () => {
    expect(say(viewOf('fine', 'recovering'))).toBe(
      'ChatGPT works for you and is recovering for others (37% of 412 reports failing in the last 10 minutes; it began at 21:02).',
    );
  });

  it('shows no figures when nobody tried in the last ten minutes', () => {
    const silent = withStatus({
      chatgpt: { state: 'outage', level: 'confirmed', tried: 0, failed: 0 },
    });
    expect(say(buildView({ ...OWNS.idle, ...silent }))).toBe('ChatGPT is failing for many people.');
  });

  it('names the day when the incident began on another one', () => {
    const old = withStatus({
      chatgpt: { state: 'outage', level: 'confirmed', failed: 152, since: '2026-02-02T18:00:00Z' },
    });
    expect(say(buildView({ ...OWNS.idle, ...old }))).toContain('since 2 Feb, 18:00');
  });
});

describe('the vendor’s word', () => {
  const official = {
    state: 'outage' as const,
    since: null,
    url: 'https://status.openai.com',
    checked: '2026-02-03T21:08:00Z',
  };

  it('confirms an incident, and only when the vendor’s own page says so', () => {
    const outage = { state: 'outage' as const, level: 'confirmed' as const, failed: 152 };
    expect(say(buildView(withStatus({ chatgpt: { ...outage, official } })), 'chatgpt')).toContain(
      'Confirmed by OpenAI.',
    );
    expect(say(buildView(withStatus({ chatgpt: outage })), 'chatgpt')).not.toContain('Confirmed');
  });

  it('stands beside a quiet count without repainting it', () => {
    const view = buildView({ ...OWNS.fine, ...withStatus({ chatgpt: { official } }) });
    expect(summarise(view, services, NOW).state).toBe('operational');
    expect(say(view)).toContain('OpenAI’s own status page reports trouble.');
  });

  it('is not repeated from an answer that is too old', () => {
    const { status } = withStatus({ chatgpt: { official } });
    const view = buildView({ status: status && { ...status, fetchedAt: ago(6) } });
    expect(say(view, 'chatgpt')).not.toContain('OpenAI');
  });
});

describe('a shared cause', () => {
  it('names the services that fail together', () => {
    const outage = { state: 'outage' as const, level: 'confirmed' as const };
    const view = buildView(
      withStatus({ chatgpt: { ...outage, shared: ['chatgpt', 'claude', 'gemini'] } }),
    );
    expect(say(view)).toContain('ChatGPT, Claude and Gemini fail at the same time');
  });
});

describe('the service spoken about', () => {
  const outage = { state: 'outage' as const, level: 'confirmed' as const };
  const used = (id: string, minutes: number) => ({
    [id]: { triedAt: ago(minutes), okAt: ago(minutes), failedAt: null },
  });

  it.each<[string, View, string | null]>([
    [
      'the active tab’s, even if another is worse',
      buildView({
        active: 'claude',
        used: { ...used('claude', 1), ...used('chatgpt', 1) },
        ...withStatus({ chatgpt: outage, claude: {} }),
      }),
      'claude',
    ],
    [
      'the worst of those used',
      buildView({
        used: { ...used('claude', 1), ...used('chatgpt', 50) },
        ...withStatus({ chatgpt: outage, claude: {} }),
      }),
      'chatgpt',
    ],
    [
      'the one that fails here',
      buildView({
        used: { ...used('claude', 1), ...used('chatgpt', 2) },
        events: [buildEvent()],
        ...withStatus({ chatgpt: {}, claude: {} }),
      }),
      'chatgpt',
    ],
    [
      'the latest when all are alike',
      buildView({
        used: { ...used('chatgpt', 9), ...used('claude', 1) },
        ...withStatus({ chatgpt: {}, claude: {} }),
      }),
      'claude',
    ],
    [
      'one that fails for everybody when none was used',
      buildView(withStatus({ chatgpt: {}, claude: outage })),
      'claude',
    ],
    [
      'none when none was used and none fails',
      buildView(withStatus({ chatgpt: {}, claude: {} })),
      null,
    ],
    [
      'none that was used more than a day ago',
      buildView({ used: used('claude', 25 * 60), ...withStatus({ claude: {} }) }),
      null,
    ],
    [
      'none that the package does not know',
      buildView({ active: 'new-bot', used: used('new-bot', 1) }),
      null,
    ],
  ])('is %s', (_which, view, id) => {
    expect(summarise(view, services, NOW).service).toBe(id);
  });

  it('is none without a view, and the answer says so', () => {
    const summary = summarise(null, services, NOW);
    expect(summary).toMatchObject({
      service: null,
      state: 'unknown',
      scope: 'unknown',
      key: 'lead.not-yet',
    });
  });

  it('is none offline without any use, yet the answer is still: you', () => {
    expect(summarise(buildView({ online: false }), services, NOW)).toMatchObject({
      service: null,
      scope: 'you',
      key: 'lead.you.offline',
    });
  });
});

describe('own failures', () => {
  it.each<[string, Partial<View>, string]>([
    [
      'a stop button is no trouble',
      { ...OWNS.fine, events: [buildEvent({ cause: 'you', reason: 'aborted' })] },
      'lead.all-fine',
    ],
    [
      'being offline is over once online',
      { ...OWNS.fine, events: [buildEvent({ cause: 'you', reason: 'offline' })] },
      'lead.all-fine',
    ],
    [
      'a failure of twenty minutes ago is history',
      { ...OWNS.idle, events: [buildEvent({ lastAt: ago(20) })] },
      'lead.others-fine',
    ],
    [
      'an unclear failure does not hide a clear one',
      {
        ...OWNS.failing,
        events: [buildEvent({ id: 'e2', cause: 'unclear', lastAt: ago(1) }), buildEvent()],
      },
      'lead.only-you',
    ],
    [
      'the newest clear failure speaks',
      {
        ...OWNS.failing,
        events: [
          buildEvent({ id: 'e2', cause: 'you', reason: 'limit', lastAt: ago(1) }),
          buildEvent(),
        ],
      },
      'lead.you.limit',
    ],
    [
      'another feature that works proves nothing',
      {
        events: [buildEvent()],
        used: {
          chatgpt: { triedAt: ago(1), okAt: ago(1), failedAt: ago(2), workedAt: { page: ago(1) } },
        },
      },
      'lead.only-you',
    ],
  ])('%s', (_rule, changes, key) => {
    const view = buildView({ ...CROWDS.operational, ...changes });
    expect(summarise(view, services, NOW).key).toBe(key);
  });
});
