import { normalise } from '../detect/normalise.ts';
import { compilePhrases, matchesPhrase } from '../detect/phrase.ts';
import type { PhraseData } from '../services/notice-schema.ts';

/** So many letters of a text's beginning tell that it may be a known one. Normalised characters. */
const OPENING_LENGTH = 10;

/** A text that may begin with anything short is known by a piece of its middle. */
const MIN_PIECE_LENGTH = 8;

/** What stands for anything short in a text of the data. */
const FLOAT = /<[^<>]*>/g;

/** How the texts begin that count in a line which nothing marks; each normalised. */
export interface Openings {
  readonly starts: readonly string[];
  /** Pieces of those texts that begin with a name, a time or a number. */
  readonly pieces: readonly string[];
}

/**
 * @param phrases of the service and of all
 * @returns by what a watcher knows a line that is worth telling of: no other line leaves the page
 */
export function openingsOf(phrases: readonly PhraseData[]): Openings {
  const starts = new Set<string>();
  const pieces = new Set<string>();
  for (const { phrase } of countingIn('line', phrases)) {
    const [first = ''] = phrase.parts;
    if (!phrase.openStart) starts.add(first.slice(0, OPENING_LENGTH));
    else if (first.length >= MIN_PIECE_LENGTH) pieces.add(first);
  }
  return { starts: [...starts], pieces: [...pieces] };
}

/**
 * @param phrases of the service
 * @returns the closed list of texts that, alone as the whole last answer, are a message of the service's own
 */
export function answersOf(phrases: readonly PhraseData[]): readonly string[] {
  return countingIn('answer', phrases).map(({ text }) => text);
}

/** The texts that the engine takes for something when they are all that is said in such a place. */
function countingIn(place: 'line' | 'answer', phrases: readonly PhraseData[]) {
  const texts = phrases.flatMap((means) => Object.values(means.texts).flat());
  return compilePhrases(phrases).flatMap((phrase, index) => {
    const text = texts[index] ?? '';
    const sample = normalise(text.replace(FLOAT, 'x'));
    return matchesPhrase(sample, phrase, place) ? [{ text, phrase }] : [];
  });
}

/** Whether a line may be one of the texts that the openings stand for. */
export function mayBeKnown(text: string, { starts, pieces }: Openings): boolean {
  const { plain } = normalise(text);
  return (
    starts.some((start) => plain.startsWith(start)) || pieces.some((piece) => plain.includes(piece))
  );
}

/** @returns the entry of the list that is the text, all of it; null when none is */
export function wholeText(text: string, list: readonly string[]): string | null {
  const given = normalise(text);
  const phrases = compilePhrases([{ cause: 'none', trust: 'A', texts: { en: [...list] } }]);
  const index = phrases.findIndex((phrase) => matchesPhrase(given, phrase, 'answer'));
  return list[index] ?? null;
}
