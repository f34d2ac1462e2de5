import { describe, expect, it } from 'vitest';
import { giveConsent } from '../support/browsers/consent.ts';
import { BROWSERS } from '../support/browsers/engine.ts';
import { isReport, readReports } from '../support/collector.ts';
import { failConversation, passMinute } from './expectations.ts';
import { type Stage, useStage } from './stage.ts';

const MINUTE_MS = 60_000;

async function failWithConsent(stage: Stage): Promise<void> {
  await giveConsent(stage.session);
  await failConversation(stage);
}

describe.each(BROWSERS)('%s delivers', (browser) => {
  const stage = useStage(browser);

  it('everything once when the server was down for an hour', async () => {
    await failWithConsent(stage);
    stage.collector.set('down');
    for (const already of [1, 2, 3, 4, 5, 6]) {
      await stage.session.shiftClock(10 * MINUTE_MS);
      await stage.session.ring();
      await failConversation(stage, already);
    }
    // Each failure is a minute; the page may have been opened in the one before.
    const waiting = (await stage.session.view())?.queue.waiting ?? 0;
    expect(waiting).toBeGreaterThanOrEqual(7);
    stage.collector.set('up');
    const arrived = () => stage.collector.reports().flatMap(({ seen }) => seen);
    while (arrived().length < waiting) {
      const before = stage.collector.reports().length;
      await stage.session.shiftClock(10 * MINUTE_MS);
      await stage.session.ring();
      await stage.session.viewWhen('an answer to a batch', ({ sent }) => sent.length > before);
    }
    await stage.session.viewWhen('an empty queue', ({ queue }) => queue.waiting === 0);
    const minutes = arrived().map(({ service, minute }) => `${service} ${minute}`);
    expect(new Set(minutes).size).toBe(minutes.length);
    expect(minutes.length).toBe(waiting);
    expect(arrived().filter(({ outcome }) => outcome === 'failed')).toHaveLength(7);
  });

  it('the same bytes again when it is killed while the server answers', async () => {
    await failWithConsent(stage);
    stage.collector.set({ slow: 60_000 });
    await passMinute(stage);
    const first = await stage.collector.next(isReport);
    await stage.session.engine.stopBackground();
    expect(await stage.session.engine.backgroundRuns()).toBe(false);
    stage.collector.clear();
    stage.collector.set('up');
    await stage.session.wake();
    // A batch whose answer never came is sent again after a pause, which begins when the background is up.
    const arrived = async () => {
      await passMinute(stage);
      return stage.collector.calls.some(isReport);
    };
    await expect.poll(arrived, { timeout: 20_000 }).toBe(true);
    const second = await stage.collector.next(isReport);
    expect(second.body.equals(first.body)).toBe(true);
    await stage.session.viewWhen('an empty queue', ({ queue }) => queue.waiting === 0);
  });

  it('later when the server asks it to wait', async () => {
    await failWithConsent(stage);
    stage.collector.set({ status: 503, retryAfter: 120 });
    await passMinute(stage);
    const refused = await stage.collector.next(isReport);
    stage.collector.set('up');
    stage.collector.clear();
    await stage.session.shiftClock(MINUTE_MS);
    await stage.session.ring();
    await stage.collector.next(({ path }) => path === '/v1/status.json');
    expect(stage.collector.calls.filter(isReport)).toEqual([]);
    await stage.session.shiftClock(10 * MINUTE_MS);
    await stage.session.ring();
    const taken = await stage.collector.next(isReport);
    expect(taken.body.equals(refused.body)).toBe(true);
    expect(readReports(taken).seen).toHaveLength(1);
  });

  it('what it still has after the browser was restarted', async () => {
    await failWithConsent(stage);
    await stage.session.restart();
    await passMinute(stage);
    const { seen } = readReports(await stage.collector.next(isReport));
    expect(seen).toMatchObject([{ service: 'chatgpt', outcome: 'failed' }]);
  });
});
