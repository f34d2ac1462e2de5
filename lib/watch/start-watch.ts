import type { Fact, Place } from '../detect/fact.ts';
import type { PageMessage } from '../messaging/messages.ts';
import type { Mark } from '../services/notice-schema.ts';
import type { Clock } from './clock.ts';
import type { Notice } from './find-placed.ts';
import { listen } from './listen.ts';
import { observeNotices } from './observe-notices.ts';
import { observePage } from './observe-page.ts';
import {
  isBrokenAnswer,
  observeResponses,
  responseOf,
  type TimingEntry,
} from './observe-responses.ts';
import { observeTurns, type TurnEnd } from './observe-turns.ts';
import { createOutbound } from './outbound.ts';
import { requestPlan } from './request-plan.ts';
import { createScope } from './scope.ts';

/** The way to the background. */
export interface Connection {
  /** Rejects when nobody listens. */
  send(message: PageMessage): Promise<unknown>;
  /** Whether the extension was reloaded or removed: then this script is alone and stops. */
  isGone(): boolean;
}

/** An answer that came: the user asked for it and it worked. */
const ANSWERED = { feature: 'conversation', worked: true, use: true } as const;

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
  const { document, location, performance } = window;
  const clock: Clock = {
    now: () => performance.now(),
    later: (task, ms) => void window.setTimeout(task, ms),
  };
  const wait = (ms: number) => new Promise<void>((resolve) => clock.later(resolve, ms));
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
  const outbound = createOutbound(tell, clock);
  const scope = createScope(location, plan);
  const host = location.hostname;

  const turnTold = ({ outcome, silence, during }: TurnEnd): void => {
    if (!scope.holds()) return;
    const end = { outcome, silence: Math.round(silence), during } as const;
    const told = outcome === 'answered' ? ANSWERED : null;
    outbound.add({ type: 'turn', host, ...end, at: Date.now() }, told);
  };
  const noticeSeen = ({ place, text, marks }: Notice): void => {
    // What an app is glad of is no failure.
    const isGood =
      marks.includes('success') && !marks.includes('error') && !marks.includes('retry');
    if (isGood || !scope.holds()) return;
    if (endsTurn(place, marks)) turns.ended();
    outbound.add({ type: 'notice', host, place, text, marks, at: Date.now() }, null);
  };
  const responded = (entry: TimingEntry): void => {
    if (!scope.holds()) return;
    if (isBrokenAnswer(entry, plan, host)) turns.ended();
    // Not `timeOrigin`: after a sleep or a step of the clock it is no longer when the page began.
    const response = responseOf(entry, plan, Date.now() - performance.now());
    if (!response || (response.fact.navigation && !scope.covers(response.fact.path))) return;
    if (response.told.feature === 'conversation' && !response.told.worked) turns.ended();
    outbound.add(response.fact, response.told);
  };

  const turns = observeTurns(window, plan, turnTold, noticeSeen, clock, signal);
  const notices = observeNotices(document, plan, turns, noticeSeen, clock, signal);
  observePage(document, plan, scope, { ...notices, words: turns.words }, clock, signal);
  observeResponses(responded, window.PerformanceObserver, signal);
  listen(window, 'pagehide', outbound.flush, signal);
}

/** A dialog may be one that the user opened while an answer comes; what else appears speaks of it. */
function endsTurn(place: Place, marks: readonly Mark[]): boolean {
  return place !== 'dialog' || marks.includes('error') || marks.includes('retry');
}
