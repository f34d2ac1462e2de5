import type { Mark } from '../services/notice-schema.ts';
import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { MAX_NOTICE_LENGTH, readText } from './read-text.ts';
import { isIn, join } from './selectors.ts';

const HEADINGS = 'h1,h2,[role=heading]';
const MAX_HEADINGS = 4;
/** A page with one of these is an app at work. */
const TEXT_BOXES = 'textarea,[contenteditable=true]';
const NOT_THE_MESSAGE = 'nav,aside,button,[role=button]';

/**
 * Reads a document that is nothing but a message: an error page, a gateway's, a bot wall. Its title counts only
 * when it is no app at all, since a chat's title is the user's; of longer pages only the first headings.
 * @returns null for a page that shows a conversation or a composer, and for one without words
 */
export function findPageNotice(document: Document, plan: WatchPlan): Notice | null {
  const body = document.body;
  const alive = join([plan.messages, plan.composer, plan.turns, TEXT_BOXES]);
  if (!body || document.querySelector(alive)) return null;
  const plain = body.childElementCount === 1 && body.firstElementChild?.tagName === 'PRE';
  const skip = join([plan.hidden, plain ? '' : plan.exclude, NOT_THE_MESSAGE]);
  const marks = marksOf(document, plan);
  if (plain || body.childElementCount === 0) marks.push('gateway');
  const whole = readText(body, skip);
  const isShort = whole.length < MAX_NOTICE_LENGTH;
  if (isShort && body.querySelector(HEADINGS)) marks.push('heading');
  const lines = isShort ? [...titleOf(document, marks), whole] : headingsOf(body, skip, plan);
  const text = lines.join('\n').trim().slice(0, MAX_NOTICE_LENGTH);
  return text === '' ? null : { element: body, place: 'page', text, marks };
}

function titleOf(document: Document, marks: readonly Mark[]): string[] {
  const isStatic = marks.length > 0 || !document.querySelector('script[src]');
  return isStatic ? [document.title.slice(0, 200)] : [];
}

function headingsOf(body: HTMLElement, skip: string, plan: WatchPlan): string[] {
  return [...body.querySelectorAll(HEADINGS)]
    .slice(0, MAX_HEADINGS)
    .filter((heading) => !isIn(heading, join([skip, plan.exclude])))
    .map((heading) => readText(heading, skip));
}

function marksOf(document: Document, plan: WatchPlan): Mark[] {
  const marks = new Set<Mark>();
  for (const { selector, mark } of plan.pageSigns) {
    if (document.querySelector(selector)) marks.add(mark);
  }
  return [...marks];
}
