import type { Language } from './create-language.ts';

type Part = string | null | undefined | false;

/** @returns parts of a line beside each other, for example "since 21:02, 6 minutes after the first reports" */
export function joinFragments(language: Language, parts: readonly Part[]): string {
  return join(language, 'join.fragments', parts);
}

/** @returns whole sentences one after the other: in Japanese and Chinese no space stands between them */
export function joinSentences(language: Language, parts: readonly Part[]): string {
  return join(language, 'join.sentences', parts);
}

function join(
  { say }: Language,
  key: 'join.fragments' | 'join.sentences',
  parts: readonly Part[],
): string {
  const told = parts.filter((part): part is string => Boolean(part));
  return told.length === 0 ? '' : told.reduce((first, then) => say(key, { first, then }));
}
