import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { hasOwnText, readText } from './read-text.ts';
import { isIn, join, MAX_DEPTH, type Root } from './selectors.ts';
import { squash } from './squash.ts';
import type { Thread } from './thread.ts';

/** Elements of one subtree that are passed, those of them with words that are looked at, and a line's length. */
const MAX_ELEMENTS = 5_000;
const MAX_LINES = 150;
const MAX_LINE_LENGTH = 300;

/** A box that is coloured holds a frame for its layout, which holds the words. Elements. */
const MARKED_WITHIN = 4;

const BLOCKS = 'p,div,h1,h2,h3,h4,strong,span,output';
const HOLDERS = 'p,div,h1,h2,h3,h4,section,main,output';

/**
 * Finds lines of the app's own that nothing marks: some chatbots put errors into the thread without any sign. Only
 * those that begin like a known text count; the background compares the rest.
 * @param root what appeared
 * @param taken elements that were read already
 */
export function findLines(
  root: Root,
  plan: WatchPlan,
  thread: Thread,
  taken: readonly Element[],
): Notice[] {
  const body = 'body' in root ? root.body : root;
  const never = neverIn(plan);
  if (!body || isInAny(body, never)) return [];
  const seen = new Set<Element>();
  const found: Notice[] = [];
  for (const candidate of blocksOf(body, never)) {
    const element = candidate.closest(HOLDERS) ?? candidate;
    if (seen.has(element) || taken.some((other) => other.contains(element))) continue;
    if (seen.add(element).size > MAX_LINES) break;
    // What is excluded must not lead to the element around it, which may be the whole app.
    const notice = isInAny(element, never) ? null : lineAt(element, plan, thread);
    if (notice) found.push(notice);
  }
  return found;
}

/** Blocks with words of their own, in document order; into what is excluded nobody looks, and it is most of a page. */
function* blocksOf(body: Element, never: readonly string[]): Generator<Element> {
  if (hasOwnText(body)) yield body;
  let passed = 0;
  let depth = 0;
  let next = body.firstElementChild;
  while (next && passed < MAX_ELEMENTS) {
    passed += 1;
    const isOpen = depth < MAX_DEPTH && !matchesAny(next, never);
    if (isOpen && next.matches(BLOCKS) && hasOwnText(next)) yield next;
    const child: Element | null = isOpen ? next.firstElementChild : null;
    if (child) {
      depth += 1;
      next = child;
      continue;
    }
    while (next && next !== body && !next.nextElementSibling) {
      depth -= 1;
      next = next.parentElement;
    }
    next = next && next !== body ? next.nextElementSibling : null;
  }
}

function lineAt(element: Element, plan: WatchPlan, thread: Thread): Notice | null {
  if (thread.isPast(element)) return null;
  const text = readText(element, join([neverRead(plan), 'button', '[role=button]']));
  if (text === '' || text.length > MAX_LINE_LENGTH) return null;
  // Coloured as an error it is one of the app's notices, wherever it stands.
  if (isMarkedNear(element, plan)) return { element, place: 'alert', text, marks: ['error'] };
  return mayBeKnown(text, plan) ? { element, place: 'line', text, marks: [] } : null;
}

function mayBeKnown(text: string, { openings }: WatchPlan): boolean {
  const letters = squash(text);
  return (
    openings.starts.some((start) => letters.startsWith(start)) ||
    openings.pieces.some((piece) => letters.includes(piece))
  );
}

function neverRead({ messages, composer, exclude, hidden }: WatchPlan): string {
  return join([messages, composer, exclude, hidden]);
}

/** In two parts: one long list jsdom would parse anew for each element, as its cache takes none of that size. */
function neverIn({ messages, composer, exclude, hidden, lineExclude }: WatchPlan): string[] {
  return [join([messages, composer, hidden]), join([exclude, lineExclude])].filter(Boolean);
}

function isInAny(element: Element, selectors: readonly string[]): boolean {
  return selectors.some((selector) => isIn(element, selector));
}

function matchesAny(element: Element, selectors: readonly string[]): boolean {
  return selectors.some((selector) => element.matches(selector));
}

function isMarkedNear(element: Element, plan: WatchPlan): boolean {
  let near: Element | null = element;
  for (let steps = 0; near && steps < MARKED_WITHIN; steps += 1) {
    if (isMarked(near, plan)) return true;
    near = near.parentElement;
  }
  return false;
}

function isMarked(element: Element, { signs }: WatchPlan): boolean {
  return signs.some(({ selector, mark }) => mark === 'error' && element.matches(selector));
}
