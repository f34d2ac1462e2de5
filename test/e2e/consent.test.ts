import { describe, expect, it } from 'vitest';
import { declineConsent, giveConsent, withdrawConsent } from '../support/browsers/consent.ts';
import { BROWSERS, type BrowserName } from '../support/browsers/engine.ts';
import type { Session } from '../support/browsers/session.ts';
import { isReport } from '../support/collector.ts';
import {
  expectOnlyStatusReads,
  failConversation,
  nextReports,
  passMinute,
} from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const withdrawals: Readonly<Record<BrowserName, readonly [string, (s: Session) => unknown][]>> = {
  chromium: [['on the settings page', withdrawConsent]],
  firefox: [
    ['on the settings page', withdrawConsent],
    ["in the browser's own settings", (session) => session.engine.revokeDataCollection?.()],
  ],
};

/** Lets two minutes pass, each until the status has been read again: what was to be sent has been sent by then. */
async function passTwoMinutes(stage: Stage): Promise<void> {
  const { collector } = stage;
  for (const _ of [1, 2]) {
    const before = collector.calls.length;
    await passMinute(stage);
    await collector.next((call) => {
      return call.path === '/v1/status.json' && collector.calls.indexOf(call) >= before;
    });
  }
}

describe.each(BROWSERS)('%s asks before it sends', (browser) => {
  const stage = useStage(browser);

  it('and without an answer only reads the status', async () => {
    await failConversation(stage);
    await passTwoMinutes(stage);
    expectOnlyStatusReads(stage);
    expect((await stage.session.view())?.queue.waiting).toBe(0);
  });

  it('and after a no only reads the status', async () => {
    await declineConsent(stage.session);
    await failConversation(stage);
    await passTwoMinutes(stage);
    expectOnlyStatusReads(stage);
  });

  it('and after a yes sends the failed minute, in the size and with the headers of everybody', async () => {
    await giveConsent(stage.session);
    await failConversation(stage);
    const { seen, said } = await nextReports(stage);
    // The page was opened in the same minute or in the one before.
    const failed = seen.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toMatchObject([{ service: 'chatgpt', signals: ['conversation/http-5xx'] }]);
    expect(said).toEqual([]);
    const call = await stage.collector.next(isReport);
    expect(call.body.length).toBe(1024);
    const bytes = `${call.rawHeaders.join(' ')} ${call.body.toString('utf8')}`;
    expect(bytes).not.toMatch(/Are you well|chatgpt\.com/);
    const names = call.rawHeaders.filter((_, index) => index % 2 === 0);
    const lower = names.map((name) => name.toLowerCase());
    for (const tale of ['origin', 'referer', 'cookie', 'accept-language']) {
      expect(lower).not.toContain(tale);
    }
    expect(call.rawHeaders[names.findIndex((name) => /^user-agent$/i.test(name)) * 2 + 1]).toBe(
      'outcry/1',
    );
  });

  it('and shows on the settings page what it sent, byte for byte', async () => {
    await giveConsent(stage.session);
    await failConversation(stage);
    await nextReports(stage);
    const { body } = await stage.collector.next(isReport);
    await stage.session.viewWhen('a sent batch', ({ sent }) => sent.length === 1);
    const page = await stage.session.openExtensionPage('options.html');
    const shown = await page.waitForSelector('[data-testid="sent-list"] pre');
    expect(await shown?.evaluate((element) => element.textContent)).toBe(body.toString('utf8'));
  });

  it.each(withdrawals[browser])('and after a withdrawal %s nothing more leaves', async (_, way) => {
    await giveConsent(stage.session);
    await failConversation(stage);
    await stage.session.viewWhen('a waiting minute', ({ queue }) => queue.waiting > 0);
    await way(stage.session);
    await stage.session.viewWhen(
      'an empty queue without consent',
      ({ consent, queue }) => consent === 'declined' && queue.waiting === 0,
    );
    await passTwoMinutes(stage);
    expectOnlyStatusReads(stage);
  });
});
