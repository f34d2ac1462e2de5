import { commonPhrases, lexicon } from '../../lib/services/common/common.ts';
import type { PhraseData } from '../../lib/services/notice-schema.ts';
import type { Service } from '../../lib/services/schema.ts';

/** Texts of one kind of failure that are made of the lexicon's words: these meanings side by side. */
const SENTENCES = [
  ['failure'],
  ['capacity'],
  ['failure', 'retry'],
  ['limit'],
  ['network'],
] as const;

/** Of each language so many words of a meaning are used. */
const WORDS = 3;

/** @returns every text that the engine knows as a failure or a look-alike on a page of the service */
export function errorTexts(service: Service): readonly string[] {
  const known = [...textsOf(service.phrases ?? []), ...textsOf(commonPhrases)];
  return [...new Set([...known, ...sentences()])];
}

function textsOf(phrases: readonly PhraseData[]): string[] {
  return phrases
    .filter(({ cause }) => cause !== 'none')
    .flatMap(({ texts }) => Object.values(texts).flat())
    .map((text) => text.replace(/<[^<>]*>/g, '3'));
}

function sentences(): string[] {
  const languages = [...new Set(lexicon.flatMap(({ words }) => Object.keys(words)))];
  const wordsOf = (meaning: string, language: string): readonly string[] =>
    (lexicon.find((entry) => entry.meaning === meaning)?.words[language] ?? []).map((word) =>
      word.replace('*', ''),
    );
  return languages.flatMap((language) =>
    SENTENCES.flatMap((meanings) =>
      Array.from({ length: WORDS }, (_, index) =>
        meanings.map((meaning) => wordsOf(meaning, language)[index] ?? '').join('. '),
      ).filter((sentence) => sentence.replaceAll(/[. ]/g, '') !== ''),
    ),
  );
}
