import { createLanguage, type Language } from './create-language.ts';
import { loadMessages } from './load-language.ts';
import type { Messages, PageKey } from './messages.ts';

const files = import.meta.glob<Messages<Exclude<PageKey, keyof Messages>>>(
  '../../locales/pages/*.json',
  { import: 'default' },
);

/** Loads the language of the pages that fill a tab: the popup's texts and their own. @param wanted the browser's UI language */
export async function loadPageLanguage(wanted: string): Promise<Language<PageKey>> {
  const { messages, file, tag } = await loadMessages(wanted);
  const load = files[`../../locales/pages/${file}.json`];
  if (!load) throw new Error(`locales/pages/${file}.json is missing from the build`);
  return createLanguage<PageKey>({ ...messages, ...(await load()) }, tag);
}
