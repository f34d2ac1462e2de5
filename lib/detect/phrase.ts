import type { PhraseData } from '../services/notice-schema.ts';
import type { Place } from './fact.ts';
import { type NormalisedText, normalise } from './normalise.ts';

/** What `<…>` may stand for at most. Normalised characters. */
const MAX_FLOAT_LENGTH = 80;
/** What may stand beside a phrase in a place that nothing marks: a hint, a link, a button's word. */
const MAX_REST_LENGTH = 120;
/** Shorter phrases prove nothing in a place that nothing marks. */
const MIN_UNMARKED_LENGTH = { cjk: 5, other: 14 };
const MAX_TRIES = 20;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** One text of the data, ready to be looked for. */
export interface Phrase {
  /** As it stands in the data. */
  readonly text: string;
  readonly parts: readonly string[];
  readonly openStart: boolean;
  readonly openEnd: boolean;
  /** Letters that are fixed: the more, the surer. */
  readonly size: number;
  readonly means: PhraseData;
}

/** @param data phrases as they stand in a service's file @returns one entry for each text */
export function compilePhrases(data: readonly PhraseData[]): readonly Phrase[] {
  return data.flatMap((means) =>
    Object.values(means.texts)
      .flat()
      .map((text) => compilePhrase(text, means)),
  );
}

function compilePhrase(text: string, means: PhraseData): Phrase {
  const pieces = text.split(/<[^<>]*>/).map((piece) => normalise(piece).plain);
  const parts = pieces.filter((piece) => piece !== '');
  return {
    text,
    parts,
    openStart: pieces[0] === '',
    openEnd: pieces.at(-1) === '',
    size: parts.join('').length,
    means,
  };
}

/**
 * @param text where to look
 * @param phrase what to look for: whole sentences, never part of one
 * @param place where the text stood; an unmarked line must say nothing else, and the last answer nothing at all
 */
export function matchesPhrase(text: NormalisedText, phrase: Phrase, place: Place): boolean {
  const { places, generic } = phrase.means;
  // The last answer is the model's own unless the data says that this text is said there.
  if (places ? !places.includes(place) : place === 'answer') return false;
  const unmarked = place === 'line' || place === 'answer';
  if (unmarked && (generic || (isShort(phrase) && accuses(phrase)))) return false;
  const found = locate(text, phrase);
  if (!found) return false;
  if (place === 'answer') return found.start === 0 && found.end === text.plain.length;
  return !unmarked || (found.start === 0 && text.plain.length - found.end <= MAX_REST_LENGTH);
}

function accuses({ means }: Phrase): boolean {
  return means.cause === 'service' || means.cause === 'unclear';
}

function isShort(phrase: Phrase): boolean {
  const cjk = phrase.parts.some((part) => CJK.test(part));
  return phrase.size < (cjk ? MIN_UNMARKED_LENGTH.cjk : MIN_UNMARKED_LENGTH.other);
}

function locate({ plain, marked }: NormalisedText, phrase: Phrase) {
  const [first, ...rest] = phrase.parts;
  if (first === undefined) return null;
  let at = plain.indexOf(first);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries += 1) {
    const start = phrase.openStart ? sentenceStart(marked, at) : at;
    const end = endOf(plain, rest, at + first.length);
    const startsWell = at - start <= MAX_FLOAT_LENGTH && isEdge(marked, start - 1);
    if (startsWell && end >= 0) {
      if (phrase.openEnd) return { start, end: sentenceEnd(marked, end) };
      if (isEdge(marked, end)) return { start, end };
    }
    at = plain.indexOf(first, at + 1);
  }
  return null;
}

function endOf(plain: string, rest: readonly string[], from: number): number {
  let end = from;
  for (const part of rest) {
    const at = plain.indexOf(part, end);
    if (at < 0 || at - end > MAX_FLOAT_LENGTH) return -1;
    end = at + part.length;
  }
  return end;
}

function isEdge(marked: string, index: number): boolean {
  return index < 0 || index >= marked.length || marked[index] === '|';
}

function sentenceStart(marked: string, at: number): number {
  return marked.lastIndexOf('|', at) + 1;
}

function sentenceEnd(marked: string, at: number): number {
  const end = marked.indexOf('|', at);
  return end < 0 ? marked.length : end;
}
