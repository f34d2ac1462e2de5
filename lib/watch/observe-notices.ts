import { findNotices } from './find-notices.ts';
import { findPageNotice } from './find-page-notice.ts';
import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { isIn, join } from './selectors.ts';

/** From a change to its notice. Milliseconds. */
const SETTLE_MS = 50;
/** Between two looks at the page as a whole. Milliseconds. */
const PAGE_MS = 400;
/** Changed elements looked at in one go; of more only these. */
const MAX_ROOTS = 100;
/** Records of one batch that are looked at; a page that changes more is rebuilding itself. */
const MAX_RECORDS = 2_000;

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'role', 'data-state', 'open'],
};

/**
 * Tells of each text that appears in a place where errors appear. What stood in a thread that is shown as a whole
 * (a page opened, another chat chosen) is about the past and only remembered. Changes nothing, reads no conversation.
 * @param later runs a task after some milliseconds
 */
export function observeNotices(
  document: Document,
  plan: WatchPlan,
  seen: (notice: Notice) => void,
  later: (task: () => void, ms: number) => void,
  signal: AbortSignal,
): void {
  const conversation = join([plan.messages, plan.composer, plan.exclude]);
  const places = join(plan.notices.map(({ selector }) => selector));
  const told = new WeakMap<Element, string>();
  let roots = new Set<Element>();
  let mounted: Element[] = [];
  let pageText = '';
  let waiting = false;
  let pageWaiting = false;

  const tell = (notice: Notice, isPast: boolean): void => {
    if (told.get(notice.element) === notice.text) return;
    told.set(notice.element, notice.text);
    if (!isPast) seen(notice);
  };
  const look = (root: Element | Document, isPast: (notice: Notice) => boolean): void => {
    for (const notice of findNotices(root, plan)) {
      if (notice.place !== 'page') tell(notice, isPast(notice));
    }
  };
  const lookAtPage = (): void => {
    pageWaiting = false;
    if (signal.aborted) return;
    const notice = findPageNotice(document, plan);
    const text = notice ? notice.text + notice.marks.join() : '';
    if (notice && text !== pageText) seen(notice);
    pageText = text;
  };
  const lookAtPageSoon = (): void => {
    if (pageWaiting) return;
    pageWaiting = true;
    later(lookAtPage, PAGE_MS);
  };
  const settle = (): void => {
    waiting = false;
    if (signal.aborted) return;
    const [changed, threads] = [roots, mounted];
    roots = new Set();
    mounted = [];
    const many = threads.length > 1;
    for (const root of changed) {
      if (!root.isConnected || hasAncestorIn(root, changed)) continue;
      look(root, ({ element, place }) => {
        return isInThread(place) && (many || threads.some((thread) => thread.contains(element)));
      });
    }
    lookAtPageSoon();
  };
  const add = (root: Element): void => {
    if (roots.size < MAX_ROOTS) roots.add(root);
    if (waiting) return;
    waiting = true;
    later(settle, SETTLE_MS);
  };
  const observer = new MutationObserver((records) => {
    const verdicts = new Map<Element, boolean>();
    const isConversation = (element: Element): boolean => {
      const known = verdicts.get(element);
      if (known !== undefined) return known;
      const verdict = isIn(element, conversation);
      verdicts.set(element, verdict);
      return verdict;
    };
    for (const { type, target, addedNodes } of records.slice(0, MAX_RECORDS)) {
      const around = target.nodeType === 1 ? (target as Element) : target.parentElement;
      if (!around || isConversation(around)) continue;
      if (type === 'attributes' && !(places && around.matches(places))) continue;
      if (type !== 'childList') {
        add(around);
        continue;
      }
      for (const node of addedNodes) {
        if (node.nodeType === 3) add(around);
        if (node.nodeType !== 1) continue;
        add(node as Element);
        if (plan.user && holds(node as Element, plan.user)) mounted.push(node as Element);
      }
    }
  });
  look(document, ({ place }) => isInThread(place));
  observer.observe(document, WATCHED);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  if (document.readyState !== 'loading') lookAtPageSoon();
  else document.addEventListener('DOMContentLoaded', lookAtPageSoon, { once: true });
}

function isInThread(place: Notice['place']): boolean {
  return place === 'turn' || place === 'line' || place === 'answer';
}

function hasAncestorIn(element: Element, others: ReadonlySet<Element>): boolean {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (others.has(parent)) return true;
  }
  return false;
}

function holds(element: Element, selector: string): boolean {
  return element.matches(selector) || element.querySelector(selector) !== null;
}
