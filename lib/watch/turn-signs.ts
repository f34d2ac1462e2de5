import { lastAnswer } from './find-answer.ts';
import type { WatchPlan } from './plan.ts';
import { holdsText } from './read-text.ts';
import { firstShown, inside, isBefore, isIn } from './selectors.ts';

/** Containers remembered between two looks. */
const MAX_TOUCHED = 8;

/** What a page shows of the turn that is on its way, from its structure alone. */
export interface TurnSigns {
  /** @returns whether the page shows that it waits or writes; null when it has no mark for that */
  isBusy(): boolean | null;
  /** @returns whether it shows that the model thinks about what was asked last */
  isThinking(): boolean;
  /** Something changed in somebody's words. */
  touch(container: Element, record: MutationRecord): void;
  /** @returns whether the last answer has grown, or begun, since the last call */
  hasGrown(): boolean;
  /** Takes what there is now for the past. */
  reset(): void;
}

/** @param plan which marks to look for and what an answer is */
export function createTurnSigns(document: Document, plan: WatchPlan): TurnSigns {
  const { busy, thinking } = plan.progress;
  const touched = new Set<Element>();
  let mark: Element | null = null;
  let answer: Element | null = null;

  const isTouched = (): boolean => {
    for (const container of touched) {
      if (answer?.contains(container) || (answer && container.contains(answer))) return true;
    }
    return false;
  };
  const newest = (): Element | null => lastAnswer(document, plan).at(-1) ?? null;

  return {
    isBusy() {
      if (busy === '') return null;
      const still = mark?.isConnected && mark.matches(busy) && !isIn(mark, plan.hidden);
      if (!still) mark = firstShown(document, busy, plan.hidden);
      return mark !== null;
    },
    isThinking() {
      const marks = inside(document, thinking);
      const last = marks[marks.length - 1];
      const messages = inside(document, plan.user);
      const prompt = messages[messages.length - 1];
      return last !== undefined && (!prompt || isBefore(prompt, last));
    },
    touch(container, record) {
      if (touched.has(container) || touched.size >= MAX_TOUCHED) return;
      if (record.type !== 'attributes') touched.add(container);
    },
    hasGrown() {
      const isSame = answer?.isConnected && isTouched();
      if (!isSame) {
        const before = answer;
        answer = newest();
        if (answer !== before) {
          touched.clear();
          return answer !== null && holdsText(answer);
        }
      }
      const grew = isSame || isTouched();
      touched.clear();
      return grew;
    },
    reset() {
      touched.clear();
      answer = newest();
    },
  };
}
