import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../lib/language/create-language.ts';

export const LanguageContext = createContext<Language | null>(null);

/** @returns the reader's language. @throws Error outside of a page that provides one */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('LanguageContext has no provider');
  return language;
}
