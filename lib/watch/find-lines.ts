import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { readText } from './read-text.ts';
import { isIn, join, type Root } from './selectors.ts';
import type { Thread } from './thread.ts';

/** Elements looked at in one subtree, and the longest text that can be a line of its own. */
const MAX_ELEMENTS = 150;
const MAX_LINE_LENGTH = 300;

const BLOCKS = 'p,div,h1,h2,h3,h4,strong,span,output';
const HOLDERS = 'p,div,h1,h2,h3,h4,section,main,output';

/**
 * Finds lines of the app's own that nothing marks: some chatbots put errors into the thread without any sign.
 * Only the background can tell what they are; it takes nothing but a known phrase for one.
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
  if (!body || isIn(body, never)) return [];
  const candidates = [body, ...[...body.querySelectorAll(BLOCKS)].slice(0, MAX_ELEMENTS)];
  const seen = new Set<Element>();
  const found: Notice[] = [];
  for (const candidate of candidates) {
    // What is excluded must not lead to the element around it, which may be the whole app.
    if (!hasOwnText(candidate) || isIn(candidate, never)) continue;
    const element = candidate.closest(HOLDERS) ?? candidate;
    if (seen.has(element) || taken.some((other) => other.contains(element))) continue;
    seen.add(element);
    const notice = lineAt(element, plan, thread);
    if (notice) found.push(notice);
  }
  return found;
}

function hasOwnText(element: Element): boolean {
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3 && (child.nodeValue ?? '').trim() !== '') return true;
  }
  return false;
}

function lineAt(element: Element, plan: WatchPlan, thread: Thread): Notice | null {
  if (isIn(element, neverIn(plan)) || thread.isPast(element)) return null;
  const text = readText(element, join([neverRead(plan), 'button', '[role=button]']));
  if (text === '' || text.length > MAX_LINE_LENGTH) return null;
  // Coloured as an error it is one of the app's notices, wherever it stands.
  const isError = [element, element.parentElement].some(
    (around) => around && isMarked(around, plan),
  );
  return isError
    ? { element, place: 'alert', text, marks: ['error'] }
    : { element, place: 'line', text, marks: [] };
}

function neverRead({ messages, composer, exclude, hidden }: WatchPlan): string {
  return join([messages, composer, exclude, hidden]);
}

function neverIn(plan: WatchPlan): string {
  return join([neverRead(plan), plan.lineExclude]);
}

function isMarked(element: Element, { signs }: WatchPlan): boolean {
  return signs.some(({ selector, mark }) => mark === 'error' && element.matches(selector));
}
