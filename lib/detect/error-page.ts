import type { NoticeFact } from './fact.ts';
import { says } from './lexicon.ts';
import type { NormalisedText } from './normalise.ts';

/** Sentences of a page that its meaning is read from, title included. */
const MAX_HEADLINES = 4;

const STATUS_ALONE = /(?:^|\|)(?:(?:http|status|error|code) )*[45]\d\d(?:\||$)/;

/** Of an answer that is data, what says how it went: the values of these names. */
const SAYING =
  /"(?:message|msg|detail|details|error|error_description|title|reason|code|type)"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([45]\d\d)\b)/g;

type Marks = NoticeFact['marks'];

/** Of a whole document only its first words are its message. */
export function headline({ plain, marked }: NormalisedText): NormalisedText {
  const end = marked.split('|').slice(0, MAX_HEADLINES).join('|').length;
  return { plain: plain.slice(0, end), marked: marked.slice(0, end) };
}

/**
 * Whether a document is a message and not an app's page with a title like one: a gateway wrote it, or it tells its
 * reader to try again, or names a status.
 */
export function isErrorPage(marks: Marks, text: NormalisedText): boolean {
  if (marks.includes('gateway')) return true;
  return marks.includes('heading') && (STATUS_ALONE.test(text.marked) || says(text, 'retry'));
}

/** Whether a document without a heading says next to nothing. */
export function isSentence(marks: Marks, { marked }: NormalisedText): boolean {
  return !marks.includes('heading') && marked.split('|').length <= 2;
}

/** @returns the words of a document that is an answer meant for a program; of any other the text itself */
export function sayingOf(text: string): string {
  if (!/^\s*[[{]\s*["{[]/.test(text)) return text;
  const words = [...text.matchAll(SAYING)].map(([, said, status]) => said ?? `error ${status}`);
  return words.join('\n');
}
