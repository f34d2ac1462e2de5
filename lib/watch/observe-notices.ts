import type { Clock } from './clock.ts';
import { findNotices } from './find-notices.ts';
import { findPageNotice } from './find-page-notice.ts';
import type { Notice } from './find-placed.ts';
import type { Watchers } from './observe-page.ts';
import type { Turns } from './observe-turns.ts';
import { createPacer } from './pacer.ts';
import type { WatchPlan } from './plan.ts';
import { holds, isDeep, isHuge, join, MAX_DEPTH } from './selectors.ts';
import { standsInThread } from './thread.ts';
import { createToldOnce } from './told-once.ts';

/** From a change to its notice. Milliseconds. */
const SETTLE_MS = 50;
/** Between two looks at the page as a whole. Milliseconds. */
const PAGE_MS = 400;
/** Changed elements looked at in one go; of more only these. */
const MAX_ROOTS = 100;
/** So many new elements in one are looked at in one go. */
const MANY = 10;
/** A page that has just been opened draws what was there before. Milliseconds. */
const OPENING_MS = 10_000;

/**
 * Tells of each text that appears in a place where errors appear, once for each failure. What stands in a thread that
 * is shown as a whole (a page opened, another chat chosen, turns drawn again) is about the past and only remembered.
 * @param turns tells which prompt a text belongs to
 * @param seen called for each new notice
 */
export function observeNotices(
  document: Document,
  plan: WatchPlan,
  turns: Pick<Turns, 'attempts' | 'isOpen' | 'look' | 'prompts'>,
  seen: (notice: Notice) => void,
  clock: Clock,
  signal: AbortSignal,
): Omit<Watchers, 'words'> {
  const told = createToldOnce(clock.now);
  const turn = join([plan.turns, plan.messages]);
  let roots = new Map<Element, number>();
  let mounts = new Set<number>();
  let begunAt = -Infinity;

  const tell = (notice: Notice, inThread: boolean, isPast: boolean): void => {
    const isNew = told.isNew(notice, turns.attempts(), inThread);
    if (isNew && !isPast) seen(notice);
  };
  /** Whether the turn around a notice came with it, though nobody has asked anything. */
  const isDrawnAgain = (root: Element): boolean => {
    if (turns.isOpen() || !holds(root, turn)) return false;
    if (turns.attempts() > 0) return true;
    return clock.now() - begunAt < OPENING_MS && holds(document.documentElement, plan.user);
  };
  const look = (root: Element): void => {
    for (const notice of findNotices(root, plan)) {
      const inThread = isOfThread(notice, plan);
      const origin = nearestIn(roots, notice.element);
      const isPast = mounts.size > 1 || mounts.has(roots.get(origin ?? root) ?? -1);
      tell(notice, inThread, inThread && (isPast || isDrawnAgain(origin ?? root)));
    }
  };
  const settle = (): void => {
    if (signal.aborted) return;
    told.look();
    turns.look();
    try {
      for (const root of together(roots.keys())) {
        const isInner = root.parentElement && nearestIn(roots, root.parentElement);
        if (root.isConnected && !isInner && !isDeep(root)) look(root);
      }
    } finally {
      roots = new Map();
      mounts = new Set();
    }
    page.soon();
  };
  const lookAtPage = (): void => {
    if (signal.aborted || isHuge(document)) return;
    const notice = findPageNotice(document, plan);
    if (notice) tell(notice, false, false);
    else told.left('page');
  };
  const settling = createPacer(settle, SETTLE_MS, clock);
  const page = createPacer(lookAtPage, PAGE_MS, clock);
  const add = (root: Element, batch: number): void => {
    if (roots.size < MAX_ROOTS || roots.has(root)) roots.set(root, batch);
    settling.soon();
  };

  return {
    begun(again) {
      begunAt = clock.now();
      turns.look();
      // The page as a whole is looked at below, its last answer when one was asked for.
      for (const notice of findNotices(document.documentElement, plan)) {
        const inThread = isOfThread(notice, plan);
        tell(notice, inThread, again || inThread);
      }
      if (document.readyState !== 'loading') page.soon();
      else document.addEventListener('DOMContentLoaded', page.soon, { once: true });
    },
    changed: add,
    marked(element, batch) {
      if (!roots.has(element)) add(element, batch);
    },
    removed: settling.soon,
    prompts(added, replaced, batch) {
      if (!turns.prompts(added, replaced)) mounts.add(batch);
    },
  };
}

function isOfThread({ place, element }: Notice, plan: WatchPlan): boolean {
  if (place === 'turn' || place === 'line' || place === 'answer') return true;
  return place === 'alert' && standsInThread(element, plan);
}

/** @returns the roots; instead of many in one element, that element: one look at a thread that is shown is enough */
function together(roots: Iterable<Element>): Set<Element> {
  const children = new Map<Element | null, Element[]>();
  for (const root of roots) {
    const siblings = children.get(root.parentElement);
    if (siblings) siblings.push(root);
    else children.set(root.parentElement, [root]);
  }
  const found = new Set<Element>();
  for (const [parent, siblings] of children) {
    if (parent && siblings.length >= MANY) found.add(parent);
    else for (const root of siblings) found.add(root);
  }
  return found;
}

/** @returns the innermost of the roots that holds the element, or is it */
function nearestIn(roots: ReadonlyMap<Element, number>, element: Element): Element | null {
  let next: Element | null = element;
  for (let depth = 0; next && depth <= MAX_DEPTH; depth += 1) {
    if (roots.has(next)) return next;
    next = next.parentElement;
  }
  return null;
}
