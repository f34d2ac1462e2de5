/**
 * @param begin the line after which a part of a document that is made by a program stands, with its line break
 * @param end what stands after that part
 * @returns the document with this part in the place of the old one @throws Error when it has no place for it
 */
export function replaceBetween(text: string, begin: string, end: string, part: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`the document has no place for a part: ${begin.trim()} … ${end}`);
  }
  return `${before}${begin}\n${part}\n${end}${after}`;
}
