import type { Mark } from '../services/notice-schema.ts';
import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { MAX_NOTICE_LENGTH, readText } from './read-text.ts';
import { around, isIn, join } from './selectors.ts';

const HEADINGS = 'h1,h2,[role=heading]';
const MAX_HEADINGS = 4;
const MAX_TITLE_LENGTH = 200;
/** What a page that says nothing but its message is not longer than, heading or not. Characters. */
const MAX_MESSAGE_LENGTH = 240;
/** A page with one of these is an app at work. */
const TEXT_BOXES =
  "textarea:not([hidden]):not([style*='display:none']):not([style*='display: none']),[contenteditable=true]";
/** What somebody wrote, on a page of the app. */
const WRITING = 'article';
const BUTTONS = 'button,[role=button]';
const NOT_THE_MESSAGE = `nav,aside,${BUTTONS}`;
const MAX_BUTTONS = 4;
const MAX_BUTTON_LENGTH = 24;
/** What an app's page has and a gateway's never: its document is a few plain elements. */
const OF_AN_APP =
  'script[src],link[rel=modulepreload],nav,main,header,article,section,aside,button,form,input,iframe,img,[role],[aria-live],[data-testid]';
const MAX_PLAIN_ELEMENTS = 40;
/** Beside one of these the buttons belong to an app at work. */
const AT_WORK = 'nav a,aside a,iframe';

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
  const isApp = document.querySelector('script[src]') !== null;
  const skip = join([
    plan.hidden,
    plain ? '' : plan.exclude,
    NOT_THE_MESSAGE,
    isApp ? WRITING : '',
  ]);
  const marks = marksOf(document, plan);
  const isKnown = marks.length > 0;
  if (!isKnown && (plain || isBare(document, plan))) marks.push('gateway');
  const title = marks.length > 0 || !isApp ? [document.title.slice(0, MAX_TITLE_LENGTH)] : [];
  const whole = readText(body, skip);
  const isShort = isKnown || whole.length < MAX_NOTICE_LENGTH;
  if (isShort && (body.querySelector(HEADINGS) || isMessage(whole))) marks.push('heading');
  const lines = isShort
    ? [...title, whole, ...buttonsOf(body)]
    : [...title, ...headingsOf(body, skip, plan)];
  const text = lines.join('\n').trim().slice(0, MAX_NOTICE_LENGTH);
  return text === '' && !isKnown ? null : { element: body, place: 'page', text, marks };
}

/** Whether the document is too plain for an app's: servers and gateways write such pages when they fail. */
function isBare(document: Document, plan: WatchPlan): boolean {
  const places = plan.notices.map(({ selector }) => selector);
  return (
    document.body.querySelectorAll('*').length <= MAX_PLAIN_ELEMENTS &&
    !document.querySelector(OF_AN_APP) &&
    around(document, join(places)).length === 0
  );
}

/** Whether the page says something in two lines or more and nothing else: error boundaries have no heading at times. */
function isMessage(whole: string): boolean {
  return whole.includes('\n') && whole.length <= MAX_MESSAGE_LENGTH;
}

/** What the reader is offered to do tells an error from a title. */
function buttonsOf(body: HTMLElement): string[] {
  if (body.querySelector(AT_WORK)) return [];
  return [...body.querySelectorAll(BUTTONS)]
    .slice(0, MAX_BUTTONS)
    .map((button) => readText(button, ''))
    .filter((text) => text.length <= MAX_BUTTON_LENGTH);
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
