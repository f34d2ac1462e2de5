/** What stands for anything short in a text of the data. */
const FLOAT = /<[^<>]*>/;

/** What it may stand for at most. Letters. */
const MAX_FLOAT_LENGTH = 80;

/** Longer texts are no message. Characters. */
const MAX_LENGTH = 300;

/**
 * The letters and digits of a text alone, so that two texts can be compared whose marks, spaces, case and accents
 * differ. Simpler than what the background compares by, and as strict about letters.
 */
export function squash(text: string): string {
  return text
    .slice(0, MAX_LENGTH)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** @returns what is fixed in a text of the data, squashed; empty at an end where anything short may stand */
export function partsOf(text: string): readonly string[] {
  return text.split(FLOAT).map(squash);
}

/**
 * @param text a text of a page, squashed
 * @param parts what it must consist of, with little between
 * @returns whether that is all it says
 */
export function isWhole(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const at = isLast ? text.length - part.length : text.indexOf(part, end);
    if (at < end || at - end > MAX_FLOAT_LENGTH || !text.startsWith(part, at)) return false;
    end = at + part.length;
  }
  return end === text.length;
}
