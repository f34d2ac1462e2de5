/** Longer texts are cut before anything is done with them. Characters. */
const MAX_LENGTH = 600;

/** The zeros of scripts whose digits the languages in use write numbers with. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

/**
 * Takes away what does not matter to a time in a text, and keeps what does: digits, colons, dots.
 * @returns lower case, without accents, in plain digits and spaces
 */
export function fold(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ıđł]/g, (letter) => ({ ı: 'i', đ: 'd', ł: 'l' })[letter] ?? letter)
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?<!\p{L})([ap])\. ?m(?:\.|(?!\p{L}))/gu, '$1m');
}

/** @returns words of a list, folded as texts are, the longest first */
export function foldedWords(list: string): string[] {
  return fold(list)
    .split(' ')
    .filter((word) => word !== '')
    .sort((a, b) => b.length - a.length);
}

/** @returns the text with everything that a pattern could mean taken literally */
export function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((each) => code >= each && code <= each + 9);
  return zero === undefined ? digit : String(code - zero);
}
