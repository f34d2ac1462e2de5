import type { Fact } from '../detect/fact.ts';
import type { PageMessage } from '../messaging/messages.ts';
import { observeNotices } from './observe-notices.ts';
import { observeResponses, responseOf, type TimingEntry } from './observe-responses.ts';
import { createOutbound } from './outbound.ts';
import { requestPlan } from './request-plan.ts';

/** The way to the background. */
export interface Connection {
  /** Rejects when nobody listens. */
  send(message: PageMessage): Promise<unknown>;
  /** Whether the extension was reloaded or removed: then this script is alone and stops. */
  isGone(): boolean;
}

/**
 * Watches one page of a service and tells the background what it saw. Reads only: the page is never changed, never
 * spoken to. It keeps running through the app's own navigation and the back-forward cache.
 * @param window the page's window
 */
export async function startWatch(
  window: Window & typeof globalThis,
  connection: Connection,
): Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const { document, performance } = window;
  const later = (task: () => void, ms: number): void => {
    window.setTimeout(task, ms);
  };
  const wait = (ms: number) => new Promise<void>((resolve) => later(resolve, ms));
  const send = async (message: PageMessage): Promise<unknown> => {
    if (connection.isGone()) stop.abort();
    return signal.aborted ? undefined : connection.send(message);
  };

  const plan = await requestPlan(() => send({ type: 'watchStarted' }), wait, signal);
  if (!plan || signal.aborted) return;

  const tell = (facts: Fact[]): void => {
    const { onLine: online } = window.navigator;
    send({ type: 'factsSeen', online, facts }).catch(() => {
      if (connection.isGone()) stop.abort();
    });
  };
  const outbound = createOutbound(tell, Date.now, later);
  const respond = (entry: TimingEntry): void => {
    const response = responseOf(entry, plan, performance.timeOrigin);
    if (response) outbound.add(response.fact, response.told);
  };
  observeResponses(respond, window.PerformanceObserver, signal);
  const { hostname } = window.location;
  observeNotices(
    document,
    plan,
    ({ place, text, marks }) => {
      outbound.add({ type: 'notice', host: hostname, place, text, marks, at: Date.now() }, null);
    },
    later,
    signal,
  );
  window.addEventListener('pagehide', outbound.flush);
  const leave = () => window.removeEventListener('pagehide', outbound.flush);
  signal.addEventListener('abort', leave, { once: true });
}
