/** Longer texts are cut before anything is done with them. Characters. */
const MAX_TEXT_LENGTH = 600;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const BESIDE_CJK = new RegExp(` (?=[${CJK}])|(?<=[${CJK}]) `, 'gu');

/** Letters that Unicode does not take apart. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** A text reduced to what its meaning hangs on. Both strings have the same length. */
export interface NormalisedText {
  /** Lower case letters and digits with single spaces. */
  readonly plain: string;
  /** The same with `|` where a clause, sentence or line ends. */
  readonly marked: string;
}

/**
 * Takes away what varies between copies of one text: case, accents, quotes, dots, dashes, widths, spaces,
 * repeated letters. Digits stay.
 * @param text anything; only its first 600 characters count
 */
export function normalise(text: string): NormalisedText {
  const marked = text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[łøđßıæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’‘ʼ`]/g, '')
    .replace(/[.!?:;,()[\]|·•/。、！？؟،।—\n\r]+|(?<= )[-–](?= )/g, '|')
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .replace(BESIDE_CJK, '')
    .replace(/ *(?:\| *)+/g, '|')
    .replace(/^[| ]+|[| ]+$/g, '');
  return { plain: marked.replaceAll('|', ' '), marked };
}
