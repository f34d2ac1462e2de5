import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { type PageMessage, pageMessageSchema } from '../../../lib/messaging/messages.ts';
import type { WatchPlan } from '../../../lib/watch/plan.ts';
import { startWatch } from '../../../lib/watch/start-watch.ts';
import { planOf } from '../../support/watched-page.ts';

class FakePerformanceObserver {
  static entries: object[] = [];
  readonly seen: (list: { getEntries(): object[] }) => void;
  constructor(seen: (list: { getEntries(): object[] }) => void) {
    this.seen = seen;
  }
  observe({ type }: { type: string }): void {
    if (type === 'resource') this.seen({ getEntries: () => FakePerformanceObserver.entries });
  }
  disconnect(): void {}
}

function page(plan: WatchPlan | null) {
  const { window } = new JSDOM('<body><main></main></body>', {
    url: 'https://claude.ai/chat/1?secret=1',
  });
  Object.assign(window, { PerformanceObserver: FakePerformanceObserver });
  Object.assign(globalThis, { MutationObserver: window.MutationObserver });
  const messages: PageMessage[] = [];
  const state = { gone: false };
  let resolveNext: (message: PageMessage) => void = () => {};
  const next = () => new Promise<PageMessage>((resolve) => (resolveNext = resolve));
  const connection = {
    isGone: () => state.gone,
    send: async (message: PageMessage) => {
      messages.push(message);
      resolveNext(message);
      return message.type === 'watchStarted' ? { plan } : { ok: true };
    },
  };
  return { window, messages, next, state, start: () => startWatch(window, connection) };
}

describe('startWatch', () => {
  it('asks for the plan, then tells facts that the background accepts, without query', async () => {
    FakePerformanceObserver.entries = [
      {
        name: 'https://claude.ai/api/organizations/a1/chat_conversations/b2/completion?x=secret',
        entryType: 'resource',
        responseEnd: 1,
        responseStatus: 529,
      },
    ];
    const { start, next, window, messages } = page(planOf('claude'));
    const facts = next();
    await start();
    expect(messages[0]).toEqual({ type: 'watchStarted' });
    const first = messages[1] ?? (await next());
    expect(pageMessageSchema.safeParse(first).success).toBe(true);
    expect(JSON.stringify(first)).toContain('"status":529');
    const notice = next();
    window.document.body.insertAdjacentHTML('beforeend', '<div role="alert">It broke</div>');
    expect(await notice).toMatchObject({
      type: 'factsSeen',
      facts: expect.arrayContaining([
        expect.objectContaining({
          type: 'notice',
          place: 'alert',
          text: 'It broke',
          host: 'claude.ai',
        }),
      ]),
    });
    expect(JSON.stringify([messages, await facts])).not.toContain('secret');
    window.close();
  });

  it('watches nothing where there is no plan', async () => {
    FakePerformanceObserver.entries = [];
    const { start, window, messages } = page(null);
    await start();
    window.document.body.insertAdjacentHTML('beforeend', '<div role="alert">It broke</div>');
    window.dispatchEvent(new window.Event('pagehide'));
    expect(messages).toEqual([{ type: 'watchStarted' }]);
    window.close();
  });

  it('falls silent when the extension is gone', async () => {
    FakePerformanceObserver.entries = [];
    const { start, window, messages, state } = page(planOf('claude'));
    state.gone = true;
    await start();
    expect(messages).toEqual([]);
    window.close();
  });
});
