import type { Language } from '../lib/language/create-language.ts';
import type { PageKey } from '../lib/language/messages.ts';
import { useLanguage } from './language-context.ts';

/** @returns the reader's language on a page that fills a tab: such a page starts with `startTabPage` */
export function usePageLanguage(): Language<PageKey> {
  return useLanguage() as Language<PageKey>;
}
