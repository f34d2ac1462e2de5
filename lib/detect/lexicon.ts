import type { Lexicon, WordMeaning } from '../services/common/common-schema.ts';
import { type NormalisedText, normalise } from './normalise.ts';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

interface Word {
  readonly text: string;
  /** Scripts without spaces, and stems that end in `*`, match inside words. */
  readonly wholeWord: boolean;
  readonly stem: boolean;
}

/** The words of each meaning, ready to be looked for. */
export type CompiledLexicon = ReadonlyMap<WordMeaning, readonly Word[]>;

/** @param lexicon words of all languages by meaning; a final `*` stands for any ending */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  return new Map(
    lexicon.map(({ meaning, words }) => [
      meaning,
      Object.values(words)
        .flat()
        .map((word) => ({
          text: normalise(word).plain,
          wholeWord: !CJK.test(word),
          stem: word.endsWith('*'),
        })),
    ]),
  );
}

/** @returns whether any word of that meaning stands in the text */
export function says(
  text: NormalisedText,
  lexicon: CompiledLexicon,
  meaning: WordMeaning,
): boolean {
  const padded = ` ${text.plain} `;
  return (lexicon.get(meaning) ?? []).some(({ text: word, wholeWord, stem }) =>
    padded.includes(wholeWord ? ` ${word}${stem ? '' : ' '}` : word),
  );
}
