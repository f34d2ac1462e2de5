import { GLYPH_SIZE, GLYPHS } from './glyphs.ts';
import type { Color, Raster } from './raster.ts';

/** A hyphen that is seen only where a line ends, and marks of direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060-\u2069]/g;

const plain = (text: string): string => text.normalize('NFC').replaceAll(UNSEEN, '');

/** Whether every letter of a text can be drawn. */
export function isDrawable(text: string): boolean {
  return [...plain(text)].every((letter) => GLYPHS.has(letter));
}

/** @returns how wide a text is. Pixels. */
export function widthOf(text: string, size: number): number {
  const advances = [...plain(text)].map((letter) => GLYPHS.get(letter)?.advance ?? 0);
  return (advances.reduce((sum, advance) => sum + advance, 0) * size) / GLYPH_SIZE;
}

/** Draws one line. @param y its base line */
export function drawLine(
  raster: Raster,
  text: string,
  x: number,
  y: number,
  size: number,
  color: Color,
): void {
  const scale = size / GLYPH_SIZE;
  let pen = x;
  for (const letter of plain(text)) {
    const glyph = GLYPHS.get(letter);
    if (glyph === undefined) continue;
    raster.mask(glyph.mask, pen + glyph.left * scale, y - glyph.top * scale, scale, color);
    pen += glyph.advance * scale;
  }
}

/** Draws one of our own signs. @param side of the square it is drawn in. Pixels. */
export function drawSign(
  raster: Raster,
  name: string,
  x: number,
  y: number,
  side: number,
  color: Color,
): void {
  const sign = GLYPHS.get(name);
  if (sign === undefined) return;
  const scale = side / GLYPH_SIZE;
  raster.mask(sign.mask, x + sign.left * scale, y + sign.top * scale, scale, color);
}

/** @returns a text in lines that are no wider than this, at most so many: the last one ends in "…" if there is more */
export function wrap(text: string, size: number, width: number, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  let last = `${lines[most - 1]}…`;
  while (widthOf(last, size) > width && last.includes(' '))
    last = `${last.replace(/ [^ ]*$/, '')}…`;
  return [...lines.slice(0, most - 1), last];
}
