import { normalise } from '../detect/normalise.ts';
import { compilePhrases, matchesPhrase } from '../detect/phrase.ts';
import type { PhraseData } from '../services/notice-schema.ts';
import { partsOf } from './squash.ts';

/** So many letters of a text's beginning tell that it may be a known one. */
const OPENING_LENGTH = 10;

/** A text that may begin with anything short is known by a piece of its middle, unless that is too short. Letters. */
const MIN_PIECE_LENGTH = 8;

/** How the texts begin that count in a line which nothing marks; squashed. */
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
  for (const text of countingIn('line', phrases)) {
    const [first = '', second = ''] = partsOf(text);
    if (first !== '') starts.add(first.slice(0, OPENING_LENGTH));
    else if (second.length >= MIN_PIECE_LENGTH) pieces.add(second);
  }
  return { starts: [...starts], pieces: [...pieces] };
}

/**
 * @param phrases of the service
 * @returns the closed list of texts that, alone as the whole last answer, are a message of the service's own
 */
export function answersOf(phrases: readonly PhraseData[]): readonly string[] {
  return countingIn('answer', phrases);
}

/** The texts that the engine takes for something when they are all that is said in such a place. */
function countingIn(place: 'line' | 'answer', phrases: readonly PhraseData[]): string[] {
  const texts = phrases.flatMap((means) => Object.values(means.texts).flat());
  return compilePhrases(phrases).flatMap((phrase, index) => {
    const text = texts[index] ?? '';
    const sample = normalise(text.replace(/<[^<>]*>/g, 'x'));
    return matchesPhrase(sample, phrase, place) ? [text] : [];
  });
}
