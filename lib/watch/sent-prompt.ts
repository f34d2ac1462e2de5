import { lastAnswer } from './find-answer.ts';
import type { WatchPlan } from './plan.ts';
import { holdsText } from './read-text.ts';
import { outermost } from './selectors.ts';

const MAX_MESSAGES = 10_000;

/** What one task of the page that added messages of the user did. */
export type Adding = 'prompt' | 'first-prompt' | 'shown';

/**
 * Tells a prompt that was just sent from a thread that is shown: it is one message of the user's at the thread's end
 * that no answer follows yet. The first of a thread may be an old one all the same.
 * @param added elements that hold messages of the user
 */
export function judgeAdding(
  document: Document,
  plan: WatchPlan,
  added: readonly Element[],
): Adding {
  const messages = outermost(document, plan.user, MAX_MESSAGES);
  const isNew = (message: Element | undefined): boolean =>
    message !== undefined && added.some((node) => node.contains(message));
  if (!isNew(messages.at(-1)) || isNew(messages.at(-2))) return 'shown';
  if (lastAnswer(document, plan).some(holdsText)) return 'shown';
  return messages.length > 1 ? 'prompt' : 'first-prompt';
}
