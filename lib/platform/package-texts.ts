import type { Texts } from '../language/load-language.ts';

declare const __OUTCRY_LANGUAGES__: readonly string[];

/** @returns the languages in the package; read from there one by one, when they are needed */
export function packageTexts(): Texts {
  return {
    available: __OUTCRY_LANGUAGES__,
    read: async (path) => (await fetch(`/${path}`)).json(),
  };
}
