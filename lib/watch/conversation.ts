import type { WatchPlan } from './plan.ts';
import { join, MAX_DEPTH } from './selectors.ts';

/** Verdicts are kept so long, since an element can be used for something else. Milliseconds. */
const KEEP_MS = 2_000;

/** Tells quickly, for one change after the other, whether it happened in somebody's words. */
export interface Conversation {
  /** @returns the innermost container of a user's or model's words around the element, null when there is none */
  containerOf(element: Element): Element | null;
}

/**
 * Asks each element once in a while, and then only those above it that have not been asked: a change costs next to
 * nothing however deep the page is. What lies deeper than anything that is looked at counts as words.
 * @param now any clock of milliseconds that runs evenly
 */
export function createConversation(plan: WatchPlan, now: () => number): Conversation {
  const selector = join([plan.messages, plan.composer, plan.exclude]);
  let verdicts = new WeakMap<Element, Element | null>();
  let until = -Infinity;

  const ask = (element: Element): Element | null => {
    const asked: Element[] = [];
    let verdict: Element | null = null;
    for (let next: Element | null = element; next; next = next.parentElement) {
      const known = verdicts.get(next);
      if (known !== undefined) verdict = known;
      else asked.push(next);
      if (known === undefined && (asked.length > MAX_DEPTH || next.matches(selector)))
        verdict = next;
      if (known !== undefined || verdict) break;
    }
    for (const each of asked) verdicts.set(each, verdict);
    return verdict;
  };

  return {
    containerOf(element) {
      if (selector === '') return null;
      const time = now();
      if (time > until) {
        verdicts = new WeakMap();
        until = time + KEEP_MS;
      }
      const known = verdicts.get(element);
      return known === undefined ? ask(element) : known;
    },
  };
}
