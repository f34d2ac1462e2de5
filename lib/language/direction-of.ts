/** Scripts that are written from right to left, of the languages that browsers speak. */
const RIGHT_TO_LEFT = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'];

/** Which way a language is written, for the document's `dir`. */
export type Direction = 'ltr' | 'rtl';

/** @param tag a valid BCP 47 tag, for example `ar` @returns which way its usual script is written */
export function directionOf(tag: string): Direction {
  const { script } = new Intl.Locale(tag).maximize();
  return RIGHT_TO_LEFT.includes(script ?? '') ? 'rtl' : 'ltr';
}
