import { JSDOM } from 'jsdom';
import { commonNotices } from '../../lib/services/common/common.ts';
import type { Clock } from '../../lib/watch/clock.ts';
import type { Notice } from '../../lib/watch/find-placed.ts';
import { observeNotices } from '../../lib/watch/observe-notices.ts';
import { observePage } from '../../lib/watch/observe-page.ts';
import { observeTurns, type TurnEnd } from '../../lib/watch/observe-turns.ts';
import { planFor, type WatchPlan } from '../../lib/watch/plan.ts';
import { createScope } from '../../lib/watch/scope.ts';
import { serviceNamed } from './services.ts';

/** @returns the plan for a service's own page */
export function planOf(id: string): WatchPlan {
  const service = serviceNamed(id);
  const plan = planFor(service, service.hosts[0] ?? '', commonNotices);
  if (!plan) throw new Error(`no plan for "${id}"`);
  return plan;
}

/** A page under watch whose time passes only in `settle` and `pass`. */
export function watchedPage(html: string, plan: WatchPlan, path = '/') {
  const { window } = new JSDOM(html, { url: `https://${plan.hosts[0]}${path}` });
  const { document } = window;
  // jsdom's documents are hidden unless they pretend to be drawn.
  Object.defineProperty(document, 'hidden', { value: false, writable: true });
  Object.assign(globalThis, { MutationObserver: window.MutationObserver });
  const stop = new AbortController();
  const told: Notice[] = [];
  const ends: TurnEnd[] = [];
  let time = 0;
  let spent = 0;
  let tasks: { task: () => void; at: number }[] = [];
  const clock: Clock = {
    now: () => time,
    later: (task, ms) => tasks.push({ task, at: time + ms }),
  };
  const { signal } = stop;
  const seen = (notice: Notice): void => {
    told.push(notice);
    turns.ended();
  };
  const turns = observeTurns(window, plan, (end) => ends.push(end), seen, clock, signal);
  const notices = observeNotices(document, plan, turns, seen, clock, signal);
  const scope = createScope(window.location, plan);
  observePage(document, plan, scope, { ...notices, words: turns.words }, clock, signal);

  /** Lets time pass, with all that is due in it. */
  const pass = async (ms: number): Promise<void> => {
    const until = time + ms;
    for (;;) {
      // Mutation records are delivered in a microtask.
      await Promise.resolve();
      const next = tasks.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      tasks = tasks.filter((task) => task !== next);
      time = Math.max(time, next.at);
      next.task();
    }
    time = until;
  };
  return {
    document,
    window,
    turns,
    pass,
    stop: () => stop.abort(),
    /** Lets a step of the watcher take so long. Milliseconds. */
    spend(ms: number): void {
      time += ms;
      spent += ms;
    },
    spent: () => spent,
    /** @returns how many tasks wait */
    waiting: () => tasks.length,
    /** Lets all that waits for a change happen. @returns the notices told since */
    async settle(): Promise<string[]> {
      await pass(500);
      return told.splice(0).map(({ text }) => text);
    },
    /** @returns the notices told since the last call, and where they stood */
    told: () => told.splice(0),
    /** @returns what came of turns since the last call */
    ends: () => ends.splice(0),
    element(selector: string): Element {
      const found = document.querySelector(selector);
      if (!found) throw new Error(`no ${selector}`);
      return found;
    },
  };
}
