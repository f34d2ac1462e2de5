import type { TurnFact } from '../detect/fact.ts';
import type { Clock } from './clock.ts';
import { findAnswer } from './find-answer.ts';
import type { Notice } from './find-placed.ts';
import { type FollowedTurn, followTurn } from './follow-turn.ts';
import { listen } from './listen.ts';
import { createPacer } from './pacer.ts';
import type { WatchPlan } from './plan.ts';
import { holds } from './selectors.ts';
import { judgeAdding } from './sent-prompt.ts';
import { createTurnSigns } from './turn-signs.ts';

/** Between two looks at a turn that is on its way, and at one that stalled: it may still go on. Milliseconds. */
const STEP_MS = 1_000;
const STALLED_STEP_MS = 5_000;
/** Timers of a page that sleeps come late: no more of that is silence. Milliseconds. */
const MAX_STEP_MS = 2 * STALLED_STEP_MS;
/** Between two looks whether the page has become busy. Milliseconds. */
const BUSY_MS = 250;
/** A message that the app draws anew in this time is the same prompt. Milliseconds. */
const SAME_PROMPT_MS = 5_000;
/** Where nothing marks a busy page, a lone message so soon after the page opened is an old one. Milliseconds. */
const OPENING_MS = 3_000;
/** After so long without growth an answer of a page without marks is compared with the known ones. Milliseconds. */
const UNMARKED_CALM_MS = 3_000;
const BUTTONS = 'button,[role=button]';

/** What came of a turn. */
export type TurnEnd = Pick<TurnFact, 'outcome' | 'silence' | 'during'>;

/** Follows what the user asks and whether an answer comes, by what moves and never by its words. */
export interface Turns {
  /** How many times an answer has been asked for on this page. */
  attempts(): number;
  /** Whether one is on its way. */
  isOpen(): boolean;
  /**
   * One task of the page added messages of the user.
   * @param replaced it removed some as well: the thread is drawn again
   * @returns whether it is surely a prompt, and nothing that came with it an older text
   */
  prompts(added: readonly Element[], replaced: boolean): boolean;
  /** Something changed in somebody's words. */
  words(container: Element, record: MutationRecord): void;
  /** The page has changed: it may have become busy. */
  look(): void;
  /** Something else told that the turn failed, or the user stopped it. */
  ended(): void;
}

interface Open {
  readonly turn: FollowedTurn;
  readonly begunAt: number;
  steppedAt: number;
  path: string;
  hasGrown: boolean;
  /** It was found to have grown between two looks, which the next one does not find again. */
  grewBetween: boolean;
  isCompared: boolean;
}

/**
 * @param page the window's parts that it looks at
 * @param told called when a turn was answered or has stalled; a stalled one may be answered later
 * @param answered called when the whole answer is one of the service's messages
 */
export function observeTurns(
  page: Pick<Window, 'document' | 'location' | 'navigator'>,
  plan: WatchPlan,
  told: (end: TurnEnd) => void,
  answered: (notice: Notice) => void,
  clock: Clock,
  signal: AbortSignal,
): Turns {
  const { document } = page;
  const { busy, patience } = plan.progress;
  const signs = createTurnSigns(document, plan);
  const openedAt = clock.now();
  let attempts = 0;
  let open: Open | null = null;
  let wasIdle = false;
  let steps = 0;

  const begin = (): void => {
    attempts += 1;
    signs.reset();
    const at = clock.now();
    const { pathname } = page.location;
    open = {
      turn: followTurn(patience),
      begunAt: at,
      steppedAt: at,
      path: pathname,
      hasGrown: false,
      grewBetween: false,
      isCompared: false,
    };
    stepLater(STEP_MS);
  };
  const end = (): void => {
    open = null;
    wasIdle = false;
    steps += 1;
  };
  const stepLater = (ms: number): void => {
    const mine = ++steps;
    clock.later(() => {
      if (mine !== steps || !open || signal.aborted || document.hidden) return;
      const next = step(open);
      if (next === null) end();
      else stepLater(next);
    }, ms);
  };
  /** @returns when to look again, in milliseconds; null when the turn is over */
  const step = (current: Open): number | null => {
    const { turn, begunAt, steppedAt } = current;
    const at = clock.now();
    const isBusy = signs.isBusy();
    const grew = signs.hasGrown() || current.grewBetween;
    current.grewBetween = false;
    current.steppedAt = at;
    current.hasGrown ||= grew;
    if (grew) current.isCompared = false;
    if (hasMoved(current, isBusy, at - begunAt)) return null;
    const standing = turn.step(Math.min(at - steppedAt, MAX_STEP_MS), {
      busy: isBusy,
      thinking: !grew && signs.isThinking(),
      grew,
      counts: page.navigator.onLine,
    });
    const isCalm = standing === 'answered' || (!isBusy && turn.calm() >= UNMARKED_CALM_MS);
    const notice = isCalm && !current.isCompared ? findAnswer(document, plan) : null;
    current.isCompared ||= isCalm;
    if (notice) {
      answered(notice);
      return null;
    }
    if (standing === 'answered' || standing === 'stalled') {
      told({ outcome: standing, ...turn.silence() });
    }
    if (standing === 'answered' || standing === 'ended') return null;
    return turn.isStalled() ? STALLED_STEP_MS : STEP_MS;
  };
  /** Another chat was opened meanwhile; a first prompt moves the page too, at once. */
  const hasMoved = (turn: Open, isBusy: boolean | null, age: number): boolean => {
    const { pathname } = page.location;
    if (isBusy || age <= SAME_PROMPT_MS) turn.path = pathname;
    return turn.path !== pathname;
  };
  const lookWhetherBusy = (): void => {
    if (open || signal.aborted || document.hidden) return;
    const isBusy = signs.isBusy() === true;
    if (isBusy && wasIdle) begin();
    wasIdle = !isBusy;
  };
  /** Whether an answer has begun: what is asked after it is another prompt, however soon. */
  const growsNow = (current: Open): boolean => {
    current.grewBetween ||= signs.hasGrown();
    return current.hasGrown || current.grewBetween;
  };
  const looking = createPacer(lookWhetherBusy, BUSY_MS, clock);
  const mayAsk = (): boolean =>
    !document.hidden && (busy !== '' || clock.now() - openedAt > OPENING_MS);
  const onClick = ({ target }: Event): void => {
    const button = open && busy !== '' ? (target as Element | null)?.closest?.(BUTTONS) : null;
    if (button && holds(button, busy)) end();
  };
  const onShown = (): void => {
    if (!open || document.hidden) return;
    open.steppedAt = clock.now();
    stepLater(STEP_MS);
  };
  listen(document, 'click', onClick, signal);
  listen(document, 'visibilitychange', onShown, signal);

  return {
    attempts: () => attempts,
    isOpen: () => open !== null,
    prompts(added, replaced) {
      const isSame = open && clock.now() - open.begunAt < SAME_PROMPT_MS && !growsNow(open);
      if (isSame || replaced) return false;
      const adding = judgeAdding(document, plan, added);
      if (adding !== 'shown' && mayAsk()) begin();
      return adding === 'prompt';
    },
    words(container, record) {
      if (open) signs.touch(container, record);
    },
    look() {
      if (!open && busy !== '') looking.soon();
    },
    ended: end,
  };
}
