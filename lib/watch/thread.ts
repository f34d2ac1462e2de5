import type { WatchPlan } from './plan.ts';
import { inside, isBefore, join } from './selectors.ts';

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
    const turns = inside(document, all);
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

/**
 * @param element one that stands in a message or between messages
 * @returns whether it stands in the part of the page that holds the conversation
 */
export function standsInThread(element: Element, plan: WatchPlan): boolean {
  const turns = inside(element.ownerDocument, join([plan.turns, plan.messages]));
  let thread: Element | null | undefined = turns[0]?.parentElement;
  const last = turns[turns.length - 1];
  while (thread && last && !thread.contains(last)) thread = thread.parentElement;
  return thread?.tagName !== 'BODY' && thread?.contains(element) === true;
}
