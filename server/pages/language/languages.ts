import { readdirSync, readFileSync } from 'node:fs';
import { parseMessages } from './messages.ts';
import { createPageLanguage, type PageLanguage } from './page-language.ts';

/** The language of addresses without one. */
const PLAIN = 'en';

const FOLDER = new URL('../locales/', import.meta.url);

function readLanguage(file: string): PageLanguage {
  const tag = file.replace(/\.json$/, '');
  const content: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  return createPageLanguage(tag, parseMessages(file, content), tag === PLAIN);
}

/** Every language that has a file, by its tag; read when the server starts. */
export const LANGUAGES: readonly PageLanguage[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map(readLanguage);

function plain(): PageLanguage {
  const found = LANGUAGES.find(({ tag }) => tag === PLAIN);
  if (found === undefined) throw new Error(`server/pages/locales/${PLAIN}.json is missing`);
  return found;
}

/** The language of addresses without one: English. */
export const PLAIN_LANGUAGE = plain();

/** The languages with a part of their own in addresses, for example `fr` in `/fr/s/chatgpt`. */
export const NAMED_LANGUAGES: readonly PageLanguage[] = LANGUAGES.filter(
  ({ tag }) => tag !== PLAIN,
);

/** @param part of an address; empty or unknown: English */
export function languageOf(part: string): PageLanguage {
  return NAMED_LANGUAGES.find(({ tag }) => tag.toLowerCase() === part) ?? PLAIN_LANGUAGE;
}
