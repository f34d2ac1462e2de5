import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { Mask } from './raster.ts';

const whole = z.int().check(z.minimum(-1_000), z.maximum(1_000));

/** Of each glyph: how far the next one is, where its mask stands from the pen, and the mask's size. */
const metricsSchema = z.strictObject({
  /** The height of the type that the glyphs were drawn in. Pixels. */
  size: z.int().check(z.minimum(1), z.maximum(500)),
  glyphs: z.record(z.string(), z.tuple([whole, whole, whole, whole, whole])),
});

/** A letter, or one of our own signs, as it was drawn. */
export interface Glyph {
  /** To the next glyph. Pixels. */
  readonly advance: number;
  /** From the pen to the mask: to the right, and from the base line up to its top. */
  readonly left: number;
  readonly top: number;
  readonly mask: Mask;
}

function readGlyphs(): { readonly size: number; readonly glyphs: ReadonlyMap<string, Glyph> } {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url));
  const metrics = metricsSchema.parse(JSON.parse(read('glyphs.json').toString()));
  const cover = brotliDecompressSync(read('glyphs.bin'));
  const glyphs = new Map<string, Glyph>();
  let offset = 0;
  for (const [name, [advance, left, top, width, height]] of Object.entries(metrics.glyphs)) {
    const mask = { width, height, cover: cover.subarray(offset, offset + width * height) };
    glyphs.set(name, { advance, left, top, mask });
    offset += width * height;
  }
  return { size: metrics.size, glyphs };
}

/** Letters and signs for pictures that the server draws; made by `node tools/draw-glyphs.ts`. */
export const { size: GLYPH_SIZE, glyphs: GLYPHS } = readGlyphs();
