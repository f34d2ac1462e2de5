import type { WatchPlan } from '../../lib/watch/plan.ts';

/**
 * Empties the containers of conversation text: the engine reads nothing in them, but every selector has to pass
 * through them. Left alone where a chatbot writes its errors as the answer itself.
 * @param document changed in place
 */
export function clearMessages(document: Document, plan: WatchPlan): void {
  if (plan.messages === '' || plan.answers.length > 0) return;
  for (const message of document.querySelectorAll(plan.messages)) message.replaceChildren();
}
