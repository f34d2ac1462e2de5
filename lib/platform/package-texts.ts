import { chooseTag } from '../language/choose-tag.ts';
import type { Texts } from '../language/load-language.ts';
import { nativeBrowser as browser } from './native-browser.ts';

declare const __OUTCRY_LANGUAGES__: readonly string[];

/** @returns the languages in the package, and the one that the browser's own comes to */
export function packageLanguages(): {
  readonly available: readonly string[];
  readonly usual: string;
} {
  const available = __OUTCRY_LANGUAGES__;
  return { available, usual: chooseTag(browser.i18n.getUILanguage(), available).file };
}

/** @returns the languages in the package; read from there one by one, when they are needed */
export function packageTexts(): Texts {
  return {
    available: __OUTCRY_LANGUAGES__,
    read: async (path) => (await fetch(`/${path}`)).json(),
  };
}
