import { JSDOM } from 'jsdom';
import { commonNotices } from '../../lib/services/common/common.ts';
import type { Notice } from '../../lib/watch/find-placed.ts';
import { observeNotices } from '../../lib/watch/observe-notices.ts';
import { planFor, type WatchPlan } from '../../lib/watch/plan.ts';
import { serviceNamed } from './services.ts';

/** @returns the plan for a service's own page */
export function planOf(id: string): WatchPlan {
  const service = serviceNamed(id);
  const plan = planFor(service, service.hosts[0] ?? '', commonNotices);
  if (!plan) throw new Error(`no plan for "${id}"`);
  return plan;
}

/** A page under watch whose time passes only in `settle`. */
export function watchedPage(html: string, plan: WatchPlan) {
  const { window } = new JSDOM(html);
  const { document } = window;
  Object.assign(globalThis, { MutationObserver: window.MutationObserver });
  const stop = new AbortController();
  const told: Notice[] = [];
  let tasks: (() => void)[] = [];
  observeNotices(
    document,
    plan,
    (notice) => told.push(notice),
    (task) => tasks.push(task),
    stop.signal,
  );
  return {
    document,
    window,
    stop: () => stop.abort(),
    /** Lets all that waits happen. @returns the notices told since */
    async settle(): Promise<string[]> {
      for (let round = 0; round < 5; round += 1) {
        // Mutation records are delivered in a microtask.
        await Promise.resolve();
        const due = tasks;
        tasks = [];
        for (const task of due) task();
      }
      return told.splice(0).map(({ text }) => text);
    },
    element(selector: string): Element {
      const found = document.querySelector(selector);
      if (!found) throw new Error(`no ${selector}`);
      return found;
    },
  };
}
