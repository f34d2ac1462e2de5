import type { Message, Messages, PluralForms } from '../../../lib/language/messages.ts';

/** How much longer than English a translation may be. */
const LONGER_BY = 0.4;

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const ACCENTS = 'åƀçđéƒğĥîĵķļɱñöþɋŕšţûṽŵẋýž';
const ARABIC = 'ابتثجحخدذرزسشصضطظعغفقكلمنه';

/** A language that nobody speaks, made from another one's text. */
export type Pseudo = (text: string) => string;

/** Longer by two fifths, with marks above and below the letters, and brackets that show whether an end is cut off. */
export const long: Pseudo = (text) => {
  const written = swap(text, ACCENTS);
  const padding = '~'.repeat(Math.ceil(text.replace(/\{\w+\}/g, '').length * LONGER_BY));
  // Words are what lines break between.
  return `[${written} ${padding.replaceAll(/(.{7})(?=.)/g, '$1 ')}]`;
};

/** In letters that run from right to left. */
export const mirrored: Pseudo = (text) => swap(text, ARABIC);

/** @returns a language's texts in another's clothes; a badge keeps its few letters */
export function dressed(texts: Messages<string>, pseudo: Pseudo): Messages<string> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, message]) => [
      key,
      /^badge\.(?!title)/.test(key) ? message : dress(message, pseudo),
    ]),
  );
}

function dress(message: Message, pseudo: Pseudo): Message {
  if (typeof message === 'string') return pseudo(message);
  const forms = Object.entries(message).map(([form, text]) => [form, pseudo(text)]);
  return Object.fromEntries(forms) as PluralForms;
}

function swap(text: string, letters: string): string {
  return text.replace(/\{\w+\}|[a-z]/gi, (found) => {
    const index = found.length === 1 ? LATIN.indexOf(found.toLowerCase()) : -1;
    const letter = letters[index] ?? found;
    return found.length === 1 && found !== found.toLowerCase() ? letter.toUpperCase() : letter;
  });
}
