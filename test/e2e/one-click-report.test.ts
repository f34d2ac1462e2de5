import { describe, expect, it } from 'vitest';
import { openChat } from '../support/browsers/chat.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { press } from '../support/browsers/press.ts';
import { isReport, readReports } from '../support/collector.ts';
import { useStage } from './stage.ts';

const SPREAD_MS = 6_000;

describe.each(BROWSERS)('%s reports with one click', (browser) => {
  const stage = useStage(browser);

  it('without consent, once however often it is pressed', async () => {
    const { session, collector } = stage;
    await openChat(session, 'chatgpt.com');
    const popup = await session.openExtensionPage('popup.html');
    await press(popup, 'report-history');
    await session.viewWhen('a report on its way', ({ said }) => said.length === 1);
    await press(popup, 'report-history');
    await popup.waitForSelector('[data-testid="report-done"][data-result="repeated"]');
    await session.shiftClock(SPREAD_MS);
    await session.ring();
    await session.viewWhen('an arrived report', ({ said }) => said[0]?.state === 'arrived');
    // A second report, of something else, shows that the first had its chance to leave twice.
    await press(popup, 'report-login');
    await session.viewWhen('another report on its way', ({ said }) => said.length === 2);
    await session.shiftClock(2 * SPREAD_MS);
    await session.ring();
    await session.viewWhen('both reports arrived', ({ said }) =>
      said.every(({ state }) => state === 'arrived'),
    );
    const bodies = collector.calls.filter(isReport).map(readReports);
    expect(bodies.map(({ seen }) => seen)).toEqual([[], []]);
    expect(
      bodies.map(({ said }) => said.map(({ service, feature }) => [service, feature])),
    ).toEqual([[['chatgpt', 'history']], [['chatgpt', 'login']]]);
    expect(bodies[0]?.tag).not.toBe(bodies[1]?.tag);
  });
});
