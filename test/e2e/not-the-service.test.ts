import { describe, expect, it } from 'vitest';
import type { Reason } from '../../lib/protocol/vocabulary.ts';
import type { View } from '../../lib/status/view.ts';
import { openChat } from '../support/browsers/chat.ts';
import { giveConsent } from '../support/browsers/consent.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { challengePage } from '../support/stand-in/gateway-pages.ts';
import { chatgptLimit, claudeLimit } from '../support/stand-in/limits.ts';
import { coreOf, eventSeenBy, failSurely, nextReports } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const CHATGPT = 'chatgpt.com';
const CLAUDE = 'claude.ai';

/** The failure that stands behind each case: by then all that came before has been judged. */
const surely = (service: string) => ({
  service,
  feature: 'projects',
  kind: 'http-5xx',
  cause: 'service',
});

/** What must have left this browser in the end: no failure but the sure one, which may fall into a minute of its own. */
async function expectOnlySureFailureSent(stage: Stage, service: string): Promise<void> {
  const { seen, said } = await nextReports(stage);
  expect(seen.filter(({ outcome }) => outcome === 'failed')).toEqual([
    { service, minute: expect.any(Number), outcome: 'failed', signals: ['projects/http-5xx'] },
  ]);
  expect(seen.every((entry) => entry.service === service)).toBe(true);
  expect(said).toEqual([]);
}

/** Waits until the user is told that it is their side, and why. */
function explained(stage: Stage, why: Reason): Promise<View> {
  return stage.session.viewWhen(`the reason "${why}"`, (view) =>
    view.events.some(({ reason }) => reason === why),
  );
}

describe.each(BROWSERS)('%s blames nobody', (browser) => {
  const stage = useStage(browser);

  it.each([
    [CHATGPT, 'chatgpt', 'http/1.1'],
    [CHATGPT, 'chatgpt', 'h2'],
    [CLAUDE, 'claude', 'h2'],
  ] as const)('when the user stops an answer of %s (%s, %s)', async (host, service, protocol) => {
    await giveConsent(stage.session);
    stage.standIn.speak(protocol);
    stage.standIn.set({ conversation: { text: 'A long answer begins', hold: true } });
    const chat = await openChat(stage.session, host);
    const stopped = stage.standIn.asked('stop');
    await chat.begin('Tell me everything');
    await chat.stop();
    await stopped;
    const { events } = await failSurely(stage, host);
    expect(events.map(coreOf)).toEqual([surely(service)]);
    await expectOnlySureFailureSent(stage, service);
  });

  it('when the user leaves the page while an answer comes', async () => {
    await giveConsent(stage.session);
    stage.standIn.set({ conversation: { text: 'A long answer begins', hold: true } });
    const chat = await openChat(stage.session, CHATGPT);
    await chat.begin('Tell me everything');
    // The page that comes instead must have loaded in full, or it would fail beside the sure one.
    const loaded = stage.standIn.asked('projects');
    await stage.session.engine.goTo(chat.page, stage.session.engine.urlOf(CHATGPT, '/c/other'));
    await loaded;
    const { events } = await failSurely(stage, CHATGPT);
    expect(events.map(coreOf)).toEqual([surely('chatgpt')]);
    await expectOnlySureFailureSent(stage, 'chatgpt');
  });

  it.each([
    [CHATGPT, 'chatgpt', 'error-box'],
    [CLAUDE, 'claude', 'notice'],
  ] as const)('when a conversation with %s quotes errors', async (host, service, word) => {
    const quote = 'Gateway time-out error 504. Something went wrong. Unable to load history';
    stage.standIn.set({ conversation: { text: `You saw "${quote}": the server was silent.` } });
    const chat = await openChat(stage.session, host);
    await chat.ask(quote);
    await chat.ask(`What does "${quote}" mean?`);
    // A failure that the same observers tell of, on the same page: what they had to say before has been said.
    stage.standIn.set({ conversation: { status: 503 } });
    await chat.ask('And now?');
    const { events } = await eventSeenBy(stage, ['status', word]);
    expect(events.map(coreOf)).toEqual([
      { service, feature: 'conversation', kind: 'http-5xx', cause: 'service' },
    ]);
  });

  it('when only telemetry fails', async () => {
    stage.standIn.set({ telemetry: { status: 503 } });
    await openChat(stage.session, CHATGPT);
    const { events } = await failSurely(stage, CHATGPT);
    expect(events.map(coreOf)).toEqual([surely('chatgpt')]);
  });
});

describe.each(BROWSERS)('%s explains to the user and reports nothing', (browser) => {
  const stage = useStage(browser);

  it.each([
    [CHATGPT, 'chatgpt', chatgptLimit],
    [CLAUDE, 'claude', claudeLimit],
  ])('when their own limit of %s is used up', async (host, service, limit) => {
    await giveConsent(stage.session);
    stage.standIn.set({ conversation: limit });
    const chat = await openChat(stage.session, host);
    await chat.ask('One more question');
    await explained(stage, 'limit');
    const { events } = await failSurely(stage, host);
    const own = expect.objectContaining({ service, cause: 'you', reason: 'limit' });
    expect(events.map(coreOf)).toEqual([surely(service), own]);
    await expectOnlySureFailureSent(stage, service);
  });

  it('when a bot wall stands before the page', async () => {
    await giveConsent(stage.session);
    stage.standIn.set({ document: challengePage(CHATGPT) });
    await stage.session.open(CHATGPT);
    await explained(stage, 'challenge');
    stage.standIn.set({ document: 'ok' });
    const { events } = await failSurely(stage, CHATGPT);
    const wall = expect.objectContaining({ feature: 'page', cause: 'you', reason: 'challenge' });
    expect(events.map(coreOf)).toEqual([surely('chatgpt'), wall]);
    await expectOnlySureFailureSent(stage, 'chatgpt');
  });

  it('when the browser is offline', async () => {
    await giveConsent(stage.session);
    const chat = await openChat(stage.session, CHATGPT);
    await stage.session.engine.setOnline(false);
    await chat.ask('Are you there?');
    const { events: alone } = await explained(stage, 'offline');
    expect(alone.map(({ cause }) => cause)).toEqual(['you']);
    await stage.session.badgeWhen('a word about being offline', ({ text }) => text !== '');
    await stage.session.engine.setOnline(true);
    const { events } = await failSurely(stage, CHATGPT);
    expect(events.map(coreOf)).toEqual([
      surely('chatgpt'),
      expect.objectContaining({ cause: 'you', reason: 'offline' }),
    ]);
    await expectOnlySureFailureSent(stage, 'chatgpt');
  });
});
