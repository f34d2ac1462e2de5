// Draws the letters and signs of the server's preview pictures in a headless Chromium, as masks of 16 shades:
// node tools/draw-glyphs.ts → server/pages/preview/glyphs.{json,bin}
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { BRAND_LAYERS } from '../server/pages/brand.ts';
import { FULL_COVER } from '../server/pages/preview/raster.ts';
import { TONE_SHAPES } from '../server/pages/tone-mark.ts';
import { findProgram } from './setup/programs.mjs';

const SIZE = 72;

/** Its licence allows pictures made with it without conditions. */
const FONT = `bold ${SIZE}px "DejaVu Sans"`;

/** From code point to code point: Latin with its accents, Cyrillic, and the punctuation that texts use. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x2010, 0x2027],
  [0x202f, 0x203a],
  [0x410, 0x44f],
] as const;

const MORE = 'ЁёІіЇїЄєҐґȘșȚț€−→';

interface Drawn {
  readonly advance: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cover: readonly number[];
}

/** Runs in the page: draws, and cuts out what was drawn. */
function draw(
  font: string,
  letter: string | null,
  path: { readonly d: string; readonly scale: number; readonly stroke: number } | null,
  full: number,
): Drawn {
  const side = 240;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws nothing.');
  const origin = 80;
  let advance = 0;
  context.translate(origin, origin * 2);
  if (letter !== null) {
    context.font = font;
    context.fillText(letter, 0, 0);
    advance = Math.round(context.measureText(letter).width);
  }
  if (path !== null) {
    context.translate(0, -origin);
    context.scale(path.scale, path.scale);
    context.lineWidth = path.stroke;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    if (path.stroke > 0) context.stroke(new Path2D(path.d));
    else context.fill(new Path2D(path.d));
  }
  const { data } = context.getImageData(0, 0, side, side);
  const alpha = (x: number, y: number) =>
    Math.round(((data[(y * side + x) * 4 + 3] ?? 0) / 255) * full);
  let [left, top, right, bottom] = [side, side, 0, 0];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (alpha(x, y) === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right === 0) return { advance, left: 0, top: 0, width: 0, height: 0, cover: [] };
  const cover: number[] = [];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) cover.push(alpha(x, y));
  }
  const up = letter === null ? origin : origin * 2;
  return {
    advance,
    left: left - origin,
    top: letter === null ? top - up : up - top,
    width: right - left,
    height: bottom - top,
    cover,
  };
}

const letters = [
  ...RANGES.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)),
  ),
  ...MORE,
];
const marks = Object.entries(TONE_SHAPES).map(
  ([tone, d]) => [`tone-${tone}`, { d, scale: SIZE / 24, stroke: 2 }] as const,
);
const brand = BRAND_LAYERS.map(
  ({ d, stroke }, index) =>
    [`brand-${index}`, { d, scale: SIZE / 48, stroke: stroke ?? 0 }] as const,
);

const executablePath = findProgram('Chromium');
if (!executablePath) throw new Error('No Chromium found: install it or set CHROMIUM_PATH.');
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, headless: true, args });
try {
  const page = await browser.newPage();
  const drawn = new Map<string, Drawn>();
  for (const letter of letters) {
    drawn.set(letter, await page.evaluate(draw, FONT, letter, null, FULL_COVER));
  }
  for (const [name, path] of [...marks, ...brand]) {
    drawn.set(name, await page.evaluate(draw, FONT, null, path, FULL_COVER));
  }
  const glyphs = Object.fromEntries(
    [...drawn].map(([name, { advance, left, top, width, height }]) => [
      name,
      [advance, left, top, width, height],
    ]),
  );
  // Names that are digits come first in an object, wherever they were added.
  const covers = Buffer.concat(
    Object.keys(glyphs).map((name) => Buffer.from(drawn.get(name)?.cover ?? [])),
  );
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const bytes = brotliCompressSync(covers, { params });
  const folder = new URL('../server/pages/preview/', import.meta.url);
  writeFileSync(new URL('glyphs.json', folder), `${JSON.stringify({ size: SIZE, glyphs })}\n`);
  writeFileSync(new URL('glyphs.bin', folder), bytes);
  console.log(`${drawn.size} glyphs: ${covers.length} shades in ${bytes.length} bytes`);
} finally {
  await browser.close();
}
