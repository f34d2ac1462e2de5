import type { Period } from '../../../lib/protocol/history.ts';
import { BRAND_LAYERS } from '../brand.ts';
import { isGap, shareHeight } from '../charts/bars.ts';
import { PREVIEW_SIZE } from '../layout.ts';
import { type Tone, toneOf } from '../tone.ts';
import { colorOf, EDGE, INK, LINE, PAPER, SOFT, TONE_COLOR, TONE_TINT } from './colors.ts';
import { pngOf } from './png.ts';
import { Raster } from './raster.ts';
import { drawLine, drawSign, wrap } from './text.ts';

const [WIDTH, HEIGHT] = PREVIEW_SIZE;
const MARGIN = 72;
const INNER = WIDTH - 2 * MARGIN;
const BAND = 300;
const LOWEST = 0.1;

/** What a picture tells. */
export interface Preview {
  readonly title: string;
  readonly tone: Tone;
  /** The sentence that matters. */
  readonly says: string;
  /** What is known besides. */
  readonly more: string;
  /** What the bars below are; null where there are none. */
  readonly day: { readonly name: string; readonly periods: readonly (Period | null)[] } | null;
}

function drawBrand(raster: Raster): void {
  BRAND_LAYERS.forEach(({ color }, index) => {
    drawSign(raster, `brand-${index}`, MARGIN, 48, 60, colorOf(color));
  });
  drawLine(raster, 'Outcry', MARGIN + 76, 90, 34, SOFT);
}

function drawAnswer(raster: Raster, { tone, says }: Preview): void {
  raster.rect(0, 232, WIDTH, BAND - 76, TONE_TINT[tone]);
  raster.rect(0, 232, 16, BAND - 76, TONE_COLOR[tone]);
  const lines = wrap(says, 46, INNER - 104, 3);
  const middle = 232 + (BAND - 76) / 2;
  drawSign(raster, `tone-${tone}`, MARGIN, middle - 36, 72, TONE_COLOR[tone]);
  const first = middle + 16 - ((lines.length - 1) * 58) / 2;
  lines.forEach((line, index) => {
    drawLine(raster, line, MARGIN + 104, first + index * 58, 46, INK);
  });
}

function drawDay(raster: Raster, { name, periods }: NonNullable<Preview['day']>): void {
  const [top, bottom] = [518, 574];
  drawLine(raster, name, MARGIN, 606, 20, SOFT);
  raster.rect(MARGIN, bottom, INNER, 2, LINE);
  const step = INNER / periods.length;
  periods.forEach((period, index) => {
    const x = MARGIN + index * step;
    if (isGap(period)) {
      raster.rect(x, bottom - 3, step / 2, 2, EDGE);
      return;
    }
    const tall = shareHeight(period, LOWEST) * (bottom - top);
    raster.rect(x, bottom - tall, step - 2, tall, TONE_COLOR[toneOf(period.state, 'confirmed')]);
  });
}

/** Draws the picture that goes with links to a page. @returns PNG */
export function drawPreview(preview: Preview): Uint8Array {
  const raster = new Raster(WIDTH, HEIGHT, PAPER);
  drawBrand(raster);
  const [title = ''] = wrap(preview.title, 64, INNER, 1);
  drawLine(raster, title, MARGIN, 194, 64, INK);
  drawAnswer(raster, preview);
  const most = preview.day === null ? 4 : 1;
  wrap(preview.more, 24, INNER, most).forEach((line, index) => {
    drawLine(raster, line, MARGIN, 496 + index * 34, 24, SOFT);
  });
  if (preview.day !== null) drawDay(raster, preview.day);
  return pngOf(raster);
}
