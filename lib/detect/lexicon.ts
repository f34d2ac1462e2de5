import { lexicon } from '../services/common/common.ts';
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

/** @param list words of all languages by meaning; a final `*` stands for any ending */
function compileLexicon(list: Lexicon): CompiledLexicon {
  return new Map(
    list.map(({ meaning, words }) => [
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
export function says(text: NormalisedText, list: CompiledLexicon, meaning: WordMeaning): boolean {
  const padded = ` ${text.plain} `;
  return (list.get(meaning) ?? []).some(({ text: word, wholeWord, stem }) =>
    padded.includes(wholeWord ? ` ${word}${stem ? '' : ' '}` : word),
  );
}

/** The words of the package. */
export const words = compileLexicon(lexicon);
