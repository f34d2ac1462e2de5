import { lexicon } from '../services/common/common.ts';
import type { WordMeaning } from '../services/common/common-schema.ts';
import { type NormalisedText, normalise } from './normalise.ts';

/** Scripts that put no space between words, or none that can be relied on. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Hebrew and Arabic write "and", "the", "to", "in" as the first letters of the next word. */
const PREFIXES = [
  [/\p{Script=Hebrew}/u, [...'והבלכמש', 'וה', 'שה', 'מה', 'כש']],
  [/\p{Script=Arabic}/u, ['و', 'ف', 'ب', 'ل', 'ك', 'ال', 'وال', 'بال', 'لل', 'فال']],
] as const;

interface Word {
  /** Offers and settings say it too: alone it tells nothing where nothing else tells of trouble. */
  readonly isVague: boolean;
  readonly length: number;
  /** What to look for in a text that is padded with a space on either side. Any of it will do. */
  readonly needles: readonly string[];
  /** Instead, for a word with a gap in it; the text's clauses are kept apart by ` | `. */
  readonly pattern?: RegExp;
}

/** What may stand between two words that only mean something together. Normalised characters. */
const BETWEEN = '[^|]{0,40}?';

let compiled: ReadonlyMap<WordMeaning, readonly Word[]> | null = null;

/** The words of the package, compiled at the first need: a background that wakes for nothing has no use for them. */
function wordsOf(meaning: WordMeaning): readonly Word[] {
  compiled ??= new Map(
    lexicon.map((entry) => [entry.meaning, Object.values(entry.words).flat().map(compileEntry)]),
  );
  return compiled.get(meaning) ?? [];
}

/** @param entry of the list; a `?` at its end marks a vague one */
function compileEntry(entry: string): Word {
  const isVague = entry.endsWith('?');
  return { ...compileWord(isVague ? entry.slice(0, -1) : entry), isVague };
}

/** @param word `*` stands for any letters: at either end, or between two parts of a word; `~` for other words of the clause */
function compileWord(word: string): Omit<Word, 'isVague'> {
  if (word.includes('~')) return compileTogether(word);
  const pieces = word.split('*').map((piece) => normalise(piece).plain);
  const core = pieces.join('');
  if (pieces.slice(1, -1).some((piece) => piece !== '') || isGap(pieces)) {
    // Normalised pieces hold letters, digits and spaces only: nothing in them means anything to a pattern.
    return { length: core.length, needles: [], pattern: new RegExp(patternOf(word), 'u') };
  }
  if (WITHOUT_SPACES.test(core)) return { length: core.length, needles: [core] };
  const start = word.startsWith('*') ? '' : ' ';
  const end = word.endsWith('*') ? '' : ' ';
  const prefixes = PREFIXES.find(([script]) => script.test(core))?.[1] ?? [];
  const needles = ['', ...prefixes].map((prefix) => `${start}${prefix}${core}${end}`);
  return { length: core.length, needles };
}

function compileTogether(word: string): Omit<Word, 'isVague'> {
  const parts = word.split('~').map((part) => part.trim());
  const length = parts.join('').replaceAll('*', '').length;
  const isTight = WITHOUT_SPACES.test(word);
  const patterns = parts.map((part) => (isTight ? normalise(part).plain : patternOf(part).trim()));
  const pattern = isTight ? patterns.join(BETWEEN) : ` ${patterns.join(` (?:${BETWEEN} )?`)} `;
  return { length, needles: [], pattern: new RegExp(pattern, 'u') };
}

function isGap(pieces: readonly string[]): boolean {
  return pieces.length === 2 && pieces[0] !== '' && pieces[1] !== '';
}

function patternOf(word: string): string {
  const words = word.split(' ').map((part) =>
    part
      .split('*')
      .map((piece) => normalise(piece).plain)
      .join('\\p{L}*'),
  );
  return ` ${words.join(' ')} `;
}

/**
 * @returns how long the longest word of that meaning is that stands in the text, normalised characters; 0 for none.
 * Of two meanings the one that more letters speak for is the surer.
 * @param strictly leaves out vague words
 */
export function weightOf(text: NormalisedText, meaning: WordMeaning, strictly = false): number {
  const padded = ` ${text.plain} `;
  const clauses = ` ${text.marked.replaceAll('|', ' | ')} `;
  let longest = 0;
  for (const { length, needles, pattern, isVague } of wordsOf(meaning)) {
    if (length <= longest || (strictly && isVague)) continue;
    const found = pattern
      ? pattern.test(clauses)
      : needles.some((needle) => padded.includes(needle));
    if (found) longest = length;
  }
  return longest;
}

/** @returns whether any word of that meaning stands in the text */
export function says(text: NormalisedText, meaning: WordMeaning): boolean {
  return weightOf(text, meaning) > 0;
}
