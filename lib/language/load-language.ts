import { chooseTag } from './choose-tag.ts';
import { createLanguage, type Language } from './create-language.ts';
import type { Messages, PageKey } from './messages.ts';

/** Where languages come from. */
export interface Texts {
  /** The names of the files that there are. */
  readonly available: readonly string[];
  /** @param path of a file in the package @returns its content, which a repository test has checked. @throws when it cannot be read */
  readonly read: (path: string) => Promise<unknown>;
}

/**
 * Loads the language of badge and popup: the one file that is needed, so that nobody carries every language.
 * @param wanted the reader's language, for example `fr-CA`
 */
export async function loadLanguage(texts: Texts, wanted: string): Promise<Language> {
  const { file, tag } = chooseTag(wanted, texts.available);
  return createLanguage((await texts.read(`locales/${file}.json`)) as Messages, tag);
}

/** Loads the language of the pages that fill a tab: the popup's texts and their own. */
export async function loadPageLanguage(texts: Texts, wanted: string): Promise<Language<PageKey>> {
  const { file, tag } = chooseTag(wanted, texts.available);
  const [shared, own] = await Promise.all([
    texts.read(`locales/${file}.json`),
    texts.read(`locales/pages/${file}.json`),
  ]);
  return createLanguage({ ...(shared as Messages), ...(own as Messages<PageKey>) }, tag);
}
