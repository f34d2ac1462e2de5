import browser from 'webextension-polyfill';
import type { Language } from '../language/create-language.ts';
import { LANGUAGE_KEY } from '../language/language-key.ts';
import { loadLanguage } from '../language/load-language.ts';
import { packageTexts } from './package-texts.ts';

/** @returns a function that tells the reader's language, as chosen in the settings or else the browser's, as of now */
export function createLanguageHandle(): () => Promise<Language> {
  let last: { readonly wanted: string; readonly language: Promise<Language> } | null = null;
  return async () => {
    const wanted = (await readChosen()) ?? browser.i18n.getUILanguage();
    if (last?.wanted === wanted) return last.language;
    const language = loadLanguage(packageTexts(), wanted);
    last = { wanted, language };
    // What cannot be read now may be read the next time.
    language.catch(() => {
      last = null;
    });
    return language;
  };
}

/** Keeps the language that was chosen; null for the browser's. */
export async function saveLanguage(tag: string | null): Promise<void> {
  if (tag === null) await browser.storage.local.remove(LANGUAGE_KEY);
  else await browser.storage.local.set({ [LANGUAGE_KEY]: tag });
}

async function readChosen(): Promise<string | null> {
  const { [LANGUAGE_KEY]: chosen } = await browser.storage.local.get(LANGUAGE_KEY);
  return typeof chosen === 'string' ? chosen : null;
}
