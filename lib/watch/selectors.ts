/** A subtree to look at. */
export type Root = Document | Element;

/** Elements looked at for one selector, so that a huge page costs no more than a large one. */
const MAX_CANDIDATES = 150;

/** Joins selectors, leaving out empty ones. */
export function join(selectors: readonly string[]): string {
  return selectors.filter((selector) => selector !== '').join(',');
}

/** @returns whether the element matches the selector or stands inside something that does */
export function isIn(element: Element, selector: string): boolean {
  return selector !== '' && element.closest(selector) !== null;
}

/** Elements in and around a root, in document order, not all on a huge page; none for a selector that is not understood. */
export function around(root: Root, selector: string): Element[] {
  try {
    const inside: Element[] = [];
    for (const element of root.querySelectorAll(selector)) {
      if (inside.push(element) === MAX_CANDIDATES) break;
    }
    const outside = 'closest' in root ? root.closest(selector) : null;
    return outside ? [outside, ...inside] : inside;
  } catch {
    return [];
  }
}
