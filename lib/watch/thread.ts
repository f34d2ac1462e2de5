import type { WatchPlan } from './plan.ts';
import { join } from './selectors.ts';

const FOLLOWING = 4;

/** The conversation on a page, as far as it matters whether a text belongs to its end. */
export interface Thread {
  /** Whether the element stands between turns: then its text is about the past. */
  isPast(element: Element): boolean;
}

/** @returns the document's thread, looked up at most once: good for one scan */
export function threadOf(document: Document, plan: WatchPlan): Thread {
  const all = join([plan.turns, plan.messages]);
  let ends: { first: Element | undefined; last: Element | undefined } | null = null;
  const find = () => {
    const turns = all === '' ? [] : document.querySelectorAll(all);
    return { first: turns[0], last: turns[turns.length - 1] };
  };
  return {
    isPast(element) {
      ends ??= find();
      const { first, last } = ends;
      if (!first || !last || last.contains(element)) return false;
      const turn = plan.turns === '' ? null : element.closest(plan.turns);
      if (turn?.contains(last)) return false;
      return isBefore(element, last) && (first.contains(element) || isBefore(first, element));
    },
  };
}

function isBefore(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & FOLLOWING) !== 0;
}
