import type { NoticeFact, Place } from '../detect/fact.ts';
import type { Mark } from '../services/notice-schema.ts';
import type { WatchPlan } from './plan.ts';
import { readText } from './read-text.ts';
import { around, isAround, isDeep, isHuge, isIn, join, type Root } from './selectors.ts';
import type { Thread } from './thread.ts';

/** A text in a place where errors appear, and the element it stands in. */
export interface Notice extends Pick<NoticeFact, 'place' | 'text' | 'marks'> {
  readonly element: Element;
}

/** Places that can stand between the turns of a thread; the others float above it. */
const IN_PAGE: ReadonlySet<Place> = new Set(['turn', 'alert', 'composer']);
const BUTTONS = 'button,[role=button]';
/** Links that are a block of their own lead to something: their words are its title, mostly the user's. */
const TITLES = 'a div,a p,li a';
/** An element with more in it is no notice, but a part of the app. */
const MAX_ELEMENTS = 2_000;
/** Read where they stand: a document as a whole, and the last answer when it is complete. */
const ELSEWHERE: ReadonlySet<Place> = new Set(['page', 'answer']);

/**
 * Finds what the plan's places say in one subtree, without what users and models wrote. Never changes anything.
 * @param root a document, or an element that appeared or changed: places around it count too
 * @param plan where to look
 */
export function findPlaced(root: Root, plan: WatchPlan, thread: Thread): Notice[] {
  const places = plan.notices.filter(({ place }) => !ELSEWHERE.has(place));
  const candidates = around(root, join(places.map(({ selector }) => selector)));
  const found: Notice[] = [];
  for (const { place, selector, marks = [] } of places) {
    for (const element of candidates) {
      if (!element.matches(selector)) continue;
      if (found.some((other) => overlap(other.element, element))) continue;
      const notice = noticeAt(element, place, marks, plan, thread);
      if (notice) found.push(notice);
    }
  }
  return found;
}

function overlap(one: Element, other: Element): boolean {
  return one.contains(other) || other.contains(one);
}

function noticeAt(
  element: Element,
  place: Place,
  marks: readonly Mark[],
  plan: WatchPlan,
  thread: Thread,
): Notice | null {
  if (isDeep(element) || isHuge(element, MAX_ELEMENTS)) return null;
  if (isIn(element, join([plan.hidden, plan.messages, plan.exclude]))) return null;
  if (place !== 'composer' && isIn(element, plan.composer)) return null;
  if (IN_PAGE.has(place) && thread.isPast(element)) return null;
  const skip = [plan.hidden, plan.messages, plan.exclude, BUTTONS, TITLES];
  const text = readText(element, join(skip));
  if (text === '') return null;
  return { element, place, text, marks: marksOf(element, marks, plan) };
}

function marksOf(element: Element, own: readonly Mark[], plan: WatchPlan): Mark[] {
  const marks = new Set<Mark>(own);
  for (const { selector, mark } of plan.signs) {
    if (isAround(element, selector)) marks.add(mark);
  }
  return [...marks];
}
