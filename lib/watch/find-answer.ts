import type { Notice } from './find-placed.ts';
import type { WatchPlan } from './plan.ts';
import { readText } from './read-text.ts';
import { firstShown, holds, isBefore, join, outermost } from './selectors.ts';
import { isWhole, partsOf, squash } from './squash.ts';

/** A longer text as the whole answer is an answer. Characters. */
const MAX_ANSWER_LENGTH = 200;

/** An answer of more pieces is no message. */
const MAX_PIECES = 5;

/** Turns looked through for the last one. */
const MAX_TURNS = 10_000;

/** What messages of the app's own never hold. */
const OF_A_MODEL = 'pre,code,table,blockquote,ol,ul,h1,h2,h3';

/** What apps put beside an answer's words. */
const NOT_THE_WORDS = 'button,[role=button]';

/**
 * Compares the whole last answer with the plan's closed list. Some chatbots say that they fail as the answer itself;
 * what is not on the list, to the last letter, is conversation and goes nowhere.
 * @returns the entry of the list, never words of the page; null while the page is busy
 */
export function findAnswer(document: Document, plan: WatchPlan): Notice | null {
  if (plan.answers.length === 0) return null;
  if (firstShown(document, plan.progress.busy, plan.hidden)) return null;
  const pieces = piecesOf(document, plan);
  const [first] = pieces;
  if (!first || pieces.length > MAX_PIECES) return null;
  if (pieces.some((piece) => holds(piece, OF_A_MODEL))) return null;
  const skip = join([plan.hidden, NOT_THE_WORDS]);
  const text = pieces.map((piece) => readText(piece, skip)).join('\n');
  if (text.length > MAX_ANSWER_LENGTH) return null;
  const letters = squash(text);
  const entry = plan.answers.find((answer) => isWhole(letters, partsOf(answer)));
  return entry ? { element: first, place: 'answer', text: entry, marks: [] } : null;
}

/** The words of the last answer: by the first of the plan's places that is there, else by its containers. */
function piecesOf(document: Document, plan: WatchPlan): readonly Element[] {
  const places = plan.notices.filter(({ place }) => place === 'answer');
  for (const { selector } of places) {
    const pieces = lastOf(document, plan, selector);
    if (pieces.length > 0) return pieces;
  }
  return lastOf(document, plan, plan.assistant);
}

/** @returns what the last message of the user's was answered with, outermost containers in order; none so far when nothing follows it */
export function lastAnswer(document: Document, plan: WatchPlan): readonly Element[] {
  const places = plan.notices.filter(({ place }) => place === 'answer');
  return lastOf(document, plan, join([plan.assistant, ...places.map(({ selector }) => selector)]));
}

function lastOf(document: Document, plan: WatchPlan, selector: string): readonly Element[] {
  const prompt = outermost(document, plan.user, MAX_TURNS).at(-1);
  const answers = outermost(document, selector, MAX_TURNS);
  if (!prompt) return answers.slice(-1);
  // From the end: to compare the order of far siblings takes longer the further apart they are.
  const first = answers.findLastIndex((answer) => !isBefore(prompt, answer)) + 1;
  return answers.slice(first).filter((answer) => !prompt.contains(answer));
}
