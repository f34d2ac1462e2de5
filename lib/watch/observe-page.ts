import type { Clock } from './clock.ts';
import { createConversation } from './conversation.ts';
import type { WatchPlan } from './plan.ts';
import type { Scope } from './scope.ts';
import { holds, join } from './selectors.ts';

/** Records of one batch that are looked at; a page that changes more is rebuilding itself. */
const MAX_RECORDS = 2_000;
/** A page that changes more than this within a second is left alone for a while. Records. */
const MAX_RATE = 50_000;
/** How long it is left alone: at first, and at most when it goes on so. Milliseconds. */
const PAUSE_MS = { first: 2_000, longest: 60_000 };

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'role', 'data-state', 'open'],
};

/**
 * While an answer streams, changes inside of texts come with every frame. To be called for them, and to do nothing,
 * takes thirty microseconds or more each time: about a hundredth of what such a page takes itself.
 */
const WITHOUT_TEXTS: MutationObserverInit = { ...WATCHED, characterData: false };
/** So many tasks in a second that changed nothing but words: an answer streams. */
const STREAM_TASKS = 8;
/** How long changes inside of texts are then not told. Milliseconds. */
const HUSH_MS = 2_000;
const SECOND_MS = 1_000;

/** Who is told what changes on a page. */
export interface Watchers {
  /** The page is watched from now on. @param again after it was not for a while */
  begun(again: boolean): void;
  /** Something changed in the words of a user or a model. @param container what holds them */
  words(container: Element, record: MutationRecord): void;
  /** An element was added outside of them, or its text changed. @param batch which of the page's tasks did it */
  changed(element: Element, batch: number): void;
  /** An element may have become a place where errors appear. */
  marked(element: Element, batch: number): void;
  removed(): void;
  /** One task added messages of the user. @param replaced it removed some as well */
  prompts(added: readonly Element[], replaced: boolean, batch: number): void;
}

/**
 * Tells what changes on a page, and where: the one observer of its document. Changes nothing. What happens in words
 * of users and models costs next to nothing; a page that changes without end is watched now and then.
 */
export function observePage(
  document: Document,
  plan: WatchPlan,
  scope: Scope,
  watchers: Watchers,
  clock: Clock,
  signal: AbortSignal,
): void {
  const conversation = createConversation(plan);
  const places = join(plan.notices.map(({ selector }) => selector));
  let batch = 0;
  let isIn = false;
  let second = -Infinity;
  let rate = 0;
  let pause = PAUSE_MS.first;
  let calmUntil = -Infinity;
  let streamSince = -Infinity;
  let streamTasks = 0;
  let isHushed = false;

  const enter = (again: boolean): boolean => {
    const was = isIn;
    isIn = scope.holds();
    if (isIn && !was) watchers.begun(again);
    return isIn && was;
  };
  /** What was written into a text meanwhile, where no answer stands, is found when the stream has ended. */
  const lookBack = (): void => {
    if (!isHushed && !signal.aborted && isIn) watchers.changed(document.documentElement, batch);
  };
  const listenAgain = (): void => {
    if (!isHushed || signal.aborted) return;
    isHushed = false;
    streamTasks = 0;
    observer.observe(document, WATCHED);
    clock.later(lookBack, HUSH_MS);
  };
  const noteWords = (): void => {
    const time = clock.now();
    if (time - streamSince > SECOND_MS) {
      streamSince = time;
      streamTasks = 0;
    }
    streamTasks += 1;
    if (isHushed || streamTasks < STREAM_TASKS) return;
    isHushed = true;
    observer.observe(document, WITHOUT_TEXTS);
    clock.later(listenAgain, HUSH_MS);
  };
  const rest = (): void => {
    observer.disconnect();
    isHushed = false;
    pause = clock.now() > calmUntil ? PAUSE_MS.first : Math.min(PAUSE_MS.longest, 2 * pause);
    isIn = false;
    clock.later(() => {
      if (signal.aborted) return;
      calmUntil = clock.now() + PAUSE_MS.longest;
      observer.observe(document, WATCHED);
      enter(true);
    }, pause);
  };
  const isTooMuch = (records: number): boolean => {
    const time = clock.now();
    conversation.renew(time);
    if (time - second >= SECOND_MS) {
      second = time;
      rate = 0;
    }
    rate += records;
    return rate > MAX_RATE;
  };
  const pass = (records: readonly MutationRecord[]): void => {
    const added: Element[] = [];
    let others = 0;
    for (let index = 0; index < records.length && index < MAX_RECORDS; index += 1) {
      const record = records[index];
      const target = record?.target;
      if (!record || !target) continue;
      const container = conversation.containerOf(target);
      if (container) watchers.words(container, record);
      else {
        others += 1;
        passOne(record, target, added);
      }
    }
    if (others === 0) noteWords();
    if (added.length === 0) return;
    watchers.prompts(
      added,
      records.some(({ removedNodes }) => anyHolds(removedNodes, plan.user)),
      batch,
    );
  };
  const passOne = (record: MutationRecord, target: Node, added: Element[]): void => {
    const element = target.nodeType === 1 ? (target as Element) : target.parentElement;
    if (!element) return;
    if (record.type === 'attributes') {
      if (places !== '' && element.matches(places)) watchers.marked(element, batch);
    } else if (record.type === 'characterData') {
      watchers.changed(element, batch);
    } else {
      if (record.removedNodes.length > 0) watchers.removed();
      takeAdded(record.addedNodes, element, added);
    }
  };
  const takeAdded = (nodes: NodeList, around: Element, prompts: Element[]): void => {
    for (let index = 0; index < nodes.length && index < MAX_RECORDS; index += 1) {
      const node = nodes[index];
      if (node?.nodeType === 3) watchers.changed(around, batch);
      if (node?.nodeType !== 1) continue;
      watchers.changed(node as Element, batch);
      if (holds(node as Element, plan.user)) prompts.push(node as Element);
    }
  };
  const observer = new MutationObserver((records) => {
    batch += 1;
    if (isTooMuch(records.length)) return rest();
    try {
      if (enter(true)) pass(records);
    } catch {
      // A page can break any promise that its DOM makes: then nothing was seen.
    }
  });
  enter(false);
  observer.observe(document, WATCHED);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

function anyHolds(nodes: NodeList, selector: string): boolean {
  for (let index = 0; index < nodes.length && index < MAX_RECORDS; index += 1) {
    const node = nodes[index];
    if (node?.nodeType === 1 && holds(node as Element, selector)) return true;
  }
  return false;
}
