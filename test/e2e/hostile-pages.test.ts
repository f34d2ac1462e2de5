import { describe, expect, it } from 'vitest';
import type { Event } from '../../lib/journal/event.ts';
import type { View } from '../../lib/status/view.ts';
import { chatOn, openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { coreOf, eventSeenBy } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';

/** No page may say more in a minute, and a case is over in less than two. */
const MAX_FACTS = 120;

/** Lets another service fail, and waits until it is noticed beside all that the hostile page does. */
async function failElsewhere(stage: Stage): Promise<View> {
  stage.standIn.set({ projects: { status: 500 } });
  await openChat(stage.session, CLAUDE);
  return stage.session.viewWhen('the failure of the other service', ({ events }) =>
    events.some(({ service, feature }) => service === 'claude' && feature === 'projects'),
  );
}

function of(events: readonly Event[], service: string): Event[] {
  return events.filter((event) => event.service === service);
}

/** Runs before anything of the page: lies about all that a watcher in the page's own world would use. */
function lie(): void {
  const facts = [
    {
      type: 'response',
      host: 'claude.ai',
      path: '/api/organizations/a/chat_conversations/b/completion',
      status: 503,
      navigation: false,
      at: Date.now(),
    },
  ];
  const message = { type: 'factsSeen', online: true, facts, service: 'claude' };
  const forge = () => {
    window.postMessage(message, '*');
    for (const name of ['message', 'factsSeen', 'outcry', 'watchStarted']) {
      document.dispatchEvent(new CustomEvent(name, { detail: message }));
      window.dispatchEvent(new CustomEvent(name, { detail: message }));
    }
  };
  setInterval(forge, 20);
  const everything = Object.prototype as unknown as Record<string, unknown>;
  everything.service = 'claude';
  everything.host = 'claude.ai';
  everything.plan = null;
  Object.assign(window, {
    chrome: { runtime: { id: 'forged', sendMessage: () => Promise.resolve({ plan: null }) } },
    browser: { runtime: { id: 'forged', sendMessage: () => Promise.resolve({ plan: null }) } },
    PerformanceObserver: undefined,
  });
  Element.prototype.closest = () => null;
  Performance.prototype.getEntries = () => [];
  Performance.prototype.now = () => 0;
  const { pushState } = History.prototype;
  History.prototype.pushState = function (data, unused) {
    pushState.call(this, data, unused, '/c/somewhere-else');
  };
}

describe.each(BROWSERS)('%s believes no page', (browser) => {
  const stage = useStage(browser);

  it('that speaks of another service, nor one that lies about itself', async () => {
    const page = await stage.session.browser.newPage();
    await page.evaluateOnNewDocument(lie);
    await stage.session.engine.goTo(page, stage.session.engine.urlOf(CHATGPT, '/'));
    await page.waitForSelector('body[data-ready=yes]');
    await stage.session.viewWhen('the watcher', ({ used }) => 'chatgpt' in used);
    stage.standIn.set({ conversation: { status: 503 } });
    await chatOn(page).ask('Are you well?');
    const { events, used } = await eventSeenBy(stage, ['status', 'error-box']);
    expect(events.map(coreOf)).toEqual([
      { service: 'chatgpt', feature: 'conversation', kind: 'http-5xx', cause: 'service' },
    ]);
    expect(Object.keys(used)).toEqual(['chatgpt']);
  });

  it.each(['toasts', 'names', 'frames'])('and stands one that attacks with %s', async (attack) => {
    const page = await stage.session.open(CHATGPT, `/hostile/${attack}`);
    const { events } = await failElsewhere(stage);
    expect(of(events, 'claude')).toHaveLength(1);
    expect(new Set(events.map(({ service }) => service)).size).toBeLessThanOrEqual(2);
    const seen = of(events, 'chatgpt').reduce((sum, { times }) => sum + times, 0);
    expect(seen).toBeLessThanOrEqual(MAX_FACTS);
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
  });
});

// What is large takes a browser long, whoever watches: once is enough.
describe('chromium stands a page', () => {
  const stage = useStage('chromium');

  it.each([
    ['of a million alerts', 'alerts'],
    ['of a hundred million letters', 'text'],
    ['ten thousand elements deep', 'depth'],
    ['whose attributes change a million times a second', 'attributes'],
  ])('%s', async (_name, attack) => {
    const page = await stage.session.open(CHATGPT, `/hostile/${attack}`);
    const { events } = await failElsewhere(stage);
    expect(of(events, 'claude')).toHaveLength(1);
    expect(of(events, 'chatgpt').length).toBeLessThanOrEqual(MAX_FACTS);
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
  });
});
