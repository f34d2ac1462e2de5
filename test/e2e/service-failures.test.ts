import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../lib/detect/finding.ts';
import type { Cause, Feature, Kind } from '../../lib/protocol/vocabulary.ts';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS, type BrowserName } from '../support/browsers/engine.ts';
import { cloudflarePage, routeErrorPage } from '../support/stand-in/gateway-pages.ts';
import type { Scenario } from '../support/stand-in/scenario.ts';
import { coreOf, type EventCore, eventSeenBy } from './expectations.ts';
import { useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';
const IDS: Readonly<Record<string, string>> = { [CHATGPT]: 'chatgpt', [CLAUDE]: 'claude' };
const HMM = 'Hmmm... something seems to have gone wrong. Maybe try me again in a little bit.';

/** Firefox calls a request whose connection died an abort, so it cannot be told from other ends. */
const RESET_CAUSE: Readonly<Record<BrowserName, Cause>> = {
  chromium: 'service',
  firefox: 'unclear',
};

type Row = readonly [
  name: string,
  host: string,
  scenario: Scenario,
  feature: Feature,
  kind: Kind,
  evidence: readonly Evidence[],
];

const whenAsked: readonly Row[] = [
  [
    'a 503',
    CHATGPT,
    { conversation: { status: 503 } },
    'conversation',
    'http-5xx',
    ['status', 'error-box'],
  ],
  [
    'a stream that breaks off',
    CHATGPT,
    { conversation: 'cut' },
    'conversation',
    'network',
    ['connection'],
  ],
  [
    'a connection reset',
    CHATGPT,
    { conversation: 'reset' },
    'conversation',
    'network',
    ['connection'],
  ],
  [
    'an error within a stream',
    CHATGPT,
    { conversation: { error: HMM } },
    'conversation',
    'banner',
    ['error-box'],
  ],
  ['overload', CLAUDE, { conversation: { status: 529 } }, 'conversation', 'overloaded', ['status']],
  [
    'overload told within a stream',
    CLAUDE,
    { conversation: { error: 'Overloaded' } },
    'conversation',
    'overloaded',
    ['notice'],
  ],
  [
    'a stream that breaks off',
    CLAUDE,
    { conversation: 'cut' },
    'conversation',
    'network',
    ['connection'],
  ],
];

const onLoad: readonly Row[] = [
  [
    'a 500 of the history',
    CHATGPT,
    { history: { status: 500 } },
    'history',
    'http-5xx',
    ['status'],
  ],
  [
    'a 500 of the projects',
    CHATGPT,
    { projects: { status: 500 } },
    'projects',
    'http-5xx',
    ['status'],
  ],
  ['a 502 of the session', CHATGPT, { session: { status: 502 } }, 'login', 'http-5xx', ['status']],
  [
    'a 500 for the history',
    CLAUDE,
    { history: { status: 500 } },
    'history',
    'http-5xx',
    ['status'],
  ],
  ['a 503 of the start', CLAUDE, { session: { status: 503 } }, 'login', 'http-5xx', ['status']],
];

const documents: readonly Row[] = [
  [
    "the gateway's page",
    CHATGPT,
    { document: cloudflarePage(CHATGPT) },
    'page',
    'http-5xx',
    ['status', 'error-page'],
  ],
  [
    '"Route error 500"',
    CHATGPT,
    { document: routeErrorPage() },
    'page',
    'http-5xx',
    ['status', 'error-page'],
  ],
  [
    "the gateway's page",
    CLAUDE,
    { document: cloudflarePage(CLAUDE, 502) },
    'page',
    'http-5xx',
    ['status', 'error-page'],
  ],
];

function expected(host: string, feature: Feature, kind: Kind): EventCore {
  return { service: IDS[host] ?? '', feature, kind, cause: 'service' };
}

describe.each(BROWSERS)('%s notices', (browser) => {
  const stage = useStage(browser);

  it.each(whenAsked)('%s when %s is asked', async (_, host, scenario, feature, kind, evidence) => {
    stage.standIn.set(scenario);
    const chat = await openChat(stage.session, host);
    await chat.ask('What is a gateway?');
    const view = await eventSeenBy(stage, evidence);
    expect(view.events.map(coreOf)).toEqual([expected(host, feature, kind)]);
  });

  it.each(onLoad)('%s of %s', async (_, host, scenario, feature, kind, evidence) => {
    stage.standIn.set(scenario);
    const chat = await openChat(stage.session, host);
    if (feature !== 'login') await chat.ask('What is a gateway?');
    const view = await eventSeenBy(stage, evidence);
    expect(view.events.map(coreOf)).toEqual([expected(host, feature, kind)]);
  });

  it.each(documents)('%s instead of %s', async (_, host, scenario, feature, kind, evidence) => {
    stage.standIn.set(scenario);
    await stage.session.open(host);
    const view = await eventSeenBy(stage, evidence);
    expect(view.events.map(coreOf)).toEqual([expected(host, feature, kind)]);
  });

  // Chromium tells a page nothing of such an answer: docs/adr/0007-status-from-webrequest.md
  it('an error answer whose body the page does not read', async () => {
    stage.standIn.set({ conversation: { status: 503 } });
    const { page } = await openChat(stage.session, CHATGPT);
    await page.evaluate(async () => {
      await fetch('/backend-api/f/conversation', { method: 'POST', body: '{}' });
    });
    const view = await eventSeenBy(stage, ['status']);
    expect(view.events.map(coreOf)).toEqual([expected(CHATGPT, 'conversation', 'http-5xx')]);
  });

  it('a host that refuses connections', async () => {
    await stage.standIn.refuse();
    await stage.session.open(CHATGPT).catch(() => {});
    const view = await eventSeenBy(stage, ['connection']);
    expect(view.events.map(coreOf)).toEqual([expected(CHATGPT, 'page', 'network')]);
  });

  it.each([
    ['a stream over HTTP/2 that breaks off', 'cut', 'service'],
    ['an HTTP/2 connection that is reset', 'reset', RESET_CAUSE[browser]],
  ] as const)('%s', async (_, answer, cause) => {
    stage.standIn.speak('h2');
    stage.standIn.set({ conversation: answer });
    const chat = await openChat(stage.session, CHATGPT);
    await chat.ask('What is a gateway?');
    const view = await eventSeenBy(stage, ['connection']);
    expect(view.events.map(coreOf)).toEqual([
      { ...expected(CHATGPT, 'conversation', 'network'), cause },
    ]);
  });
});
