/** A subtree to look at. */
export type Root = Document | Element;

/** Elements looked at for one selector, so that a huge page costs no more than a large one. */
const MAX_CANDIDATES = 150;

/** A document or part of one with more elements is not searched. */
const MAX_ELEMENTS = 100_000;

/** What lies deeper in the tree is looked at by nobody; real pages have less than half of it. */
export const MAX_DEPTH = 256;

/** Joins selectors, leaving out empty ones. */
export function join(selectors: readonly string[]): string {
  return selectors.filter((selector) => selector !== '').join(',');
}

/** @returns whether the element matches the selector or stands inside something that does */
export function isIn(element: Element, selector: string): boolean {
  return selector !== '' && element.closest(selector) !== null;
}

/** @returns whether there are more elements in the root than that; stops counting there */
export function isHuge(root: Root, most = MAX_ELEMENTS): boolean {
  return root.getElementsByTagName('*')[most] !== undefined;
}

/** @returns whether the element lies deeper than anything that is looked at */
export function isDeep(element: Element): boolean {
  let depth = 0;
  // Bounded also because a form's field named "parentElement" makes a ring of this way.
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    depth += 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Elements in a root, in document order; none of a huge root, and none for a selector that is not understood. */
export function inside(root: Root, selector: string): ArrayLike<Element> {
  if (selector === '' || isHuge(root)) return [];
  try {
    return root.querySelectorAll(selector);
  } catch {
    return [];
  }
}

/** Elements in and around a root, in document order, not all on a huge page. */
export function around(root: Root, selector: string): Element[] {
  const found: Element[] = [];
  const outside = 'closest' in root ? closestOf(root, selector) : null;
  if (outside) found.push(outside);
  const within = inside(root, selector);
  for (let index = 0; index < within.length && index < MAX_CANDIDATES; index += 1) {
    const element = within[index];
    if (element) found.push(element);
  }
  return found;
}

/** @returns whether the selector matches in or around the element */
export function isAround(element: Element, selector: string): boolean {
  if (closestOf(element, selector)) return true;
  return inside(element, selector).length > 0;
}

function closestOf(element: Element, selector: string): Element | null {
  try {
    return selector === '' ? null : element.closest(selector);
  } catch {
    return null;
  }
}

/** @returns the first that matches and does not stand in what is hidden; apps keep hidden buttons ready */
export function firstShown(root: Root, selector: string, hidden: string): Element | null {
  const found = inside(root, selector);
  for (let index = 0; index < found.length && index < MAX_CANDIDATES; index += 1) {
    const element = found[index];
    if (element && !isIn(element, hidden)) return element;
  }
  return null;
}

/** @returns whether the element or something in it matches */
export function holds(element: Element, selector: string): boolean {
  if (selector === '') return false;
  return element.matches(selector) || element.querySelector(selector) !== null;
}

/** @returns the outermost of these that match, in document order, at most so many */
export function outermost(root: Root, selector: string, most: number): Element[] {
  const found: Element[] = [];
  const all = inside(root, selector);
  for (let index = 0; index < all.length && found.length < most; index += 1) {
    const element = all[index];
    if (element && !found.at(-1)?.contains(element)) found.push(element);
  }
  return found;
}

const FOLLOWING = 4;

/** @returns whether one stands before the other in the document */
export function isBefore(one: Element, other: Element): boolean {
  return (one.compareDocumentPosition(other) & FOLLOWING) !== 0;
}
