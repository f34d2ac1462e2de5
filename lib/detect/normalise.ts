/** Longer texts are cut before anything is done with them. Characters. */
const MAX_TEXT_LENGTH = 600;

const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const BESIDE_CJK = new RegExp(` (?=[${CJK}])|(?<=[${CJK}]) `, 'gu');

/** Marks that sit on a letter; those of Indic scripts and of Thai are its vowels. */
const ACCENTS = /(?![\p{Script=Devanagari}\p{Script=Thai}])\p{M}+/gu;

/** French and Italian join a short word to the next: "l'utilisation", "dell'account". */
const ELISIONS = /(?<!\p{L})(d|l|n|s|j|m|t|c|qu|un|dell|all|dall|nell|sull|quest)['’](?=\p{L})/gu;

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
 * repeated letters, elisions. Digits stay.
 * @param text anything; only its first 600 characters count
 */
export function normalise(text: string): NormalisedText {
  const marked = text
    .slice(0, MAX_TEXT_LENGTH)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ELISIONS, '$1 ')
    .replace(/[łøđßıæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/['’‘ʼ`]/g, '')
    .replace(/[.!?:;,()[\]|·•/。、！？؟،।—\n\r]+|(?<= )[-–](?= )/g, '|')
    .replace(/[^\p{L}\p{M}\p{N}|]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1')
    .replace(BESIDE_CJK, '')
    .replace(/ *(?:\| *)+/g, '|')
    .replace(/^[| ]+|[| ]+$/g, '');
  return { plain: marked.replaceAll('|', ' '), marked };
}
