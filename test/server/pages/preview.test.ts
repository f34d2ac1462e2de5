import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import { LANGUAGES, PLAIN_LANGUAGE } from '../../../server/pages/language/languages.ts';
import type { PageLanguage } from '../../../server/pages/language/page-language.ts';
import { TONE_COLOR, TONE_TINT } from '../../../server/pages/preview/colors.ts';
import { pngOf } from '../../../server/pages/preview/png.ts';
import { drawPreview, type Preview } from '../../../server/pages/preview/preview.ts';
import { incidentPreview } from '../../../server/pages/preview/preview-of.ts';
import { Raster } from '../../../server/pages/preview/raster.ts';
import { isDrawable, widthOf, wrap } from '../../../server/pages/preview/text.ts';
import { TONES } from '../../../server/pages/tone.ts';
import { incidentRow } from '../support/incident-row.ts';

const plain: Preview = {
  title: 'ChatGPT',
  tone: 'outage',
  says: 'Outage: many people cannot use it',
  more: 'About 62% fail.',
  day: null,
};

/** How many pixels of a picture have exactly this colour. */
function pixelsOf(png: Uint8Array, [red, green, blue]: readonly number[]): number {
  const { data } = PNG.sync.read(Buffer.from(png));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
  }
  return count;
}

describe('a preview picture', () => {
  it.each(TONES)('is a PNG of the usual size, in the colours of %s', (tone) => {
    const png = drawPreview({ ...plain, tone });
    const { width, height } = PNG.sync.read(Buffer.from(png));
    expect([width, height]).toEqual([1200, 630]);
    expect(pixelsOf(png, TONE_TINT[tone])).toBeGreaterThan(100_000);
    expect(pixelsOf(png, TONE_COLOR[tone])).toBeGreaterThan(3_000);
    expect(png.byteLength).toBeLessThan(80_000);
  });

  it('has a bar for each quarter-hour, as tall as the failing share', () => {
    const start = '2026-02-03T19:00:00.000Z';
    const bars = (failed: number) =>
      drawPreview({
        ...plain,
        day: {
          name: 'x',
          periods: Array(96).fill({ start, tried: 100, failed, state: 'recovering' }),
        },
      });
    const red = (failed: number) => pixelsOf(bars(failed), TONE_COLOR.recovering);
    expect(red(100)).toBeGreaterThan(red(50) * 1.8);
    expect(red(0)).toBeGreaterThan(0);
  });

  it('is drawn within bounds whatever stands on it', () => {
    const long = 'W'.repeat(400);
    for (const text of ['', ' ', long, `${long} ${long}`, '日本語', 'e\u0301', '\u0000']) {
      const png = drawPreview({ ...plain, title: text, says: text, more: text });
      expect(PNG.sync.read(Buffer.from(png)).width).toBe(1200);
    }
  });
});

describe('letters', () => {
  it('are there for every service and every language with letters that can be drawn', () => {
    for (const { name, vendor } of readServices())
      expect(isDrawable(`${name} ${vendor}`)).toBe(true);
    const drawn = LANGUAGES.filter(({ say }) => isDrawable(say('says.outage')));
    expect(drawn.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['en', 'fr']));
  });

  it('that cannot be drawn leave the picture to English', () => {
    const [service] = readServices();
    if (service === undefined) throw new Error('no service');
    const japanese: PageLanguage = { ...PLAIN_LANGUAGE, say: () => '障害' };
    const incident = incidentRow({ service: service.id });
    expect(incidentPreview(japanese, service, incident)).toEqual(
      incidentPreview(PLAIN_LANGUAGE, service, incident),
    );
  });

  it('are wrapped at spaces, with an ellipsis where there is no room for all', () => {
    const text = 'one two three four five six seven eight nine ten';
    const width = widthOf('one two three', 20);
    const lines = wrap(text, 20, width, 2);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('one two three');
    expect(lines[1]).toMatch(/^four.*…$/);
    for (const line of lines) expect(widthOf(line, 20)).toBeLessThanOrEqual(width);
    expect(wrap(text, 20, width, 9).join(' ')).toBe(text);
  });
});

describe('PNG', () => {
  it('keeps every pixel', () => {
    const raster = new Raster(3, 2, [1, 2, 3]);
    raster.rect(1, 0, 1, 5, [250, 0, 9]);
    const { data } = PNG.sync.read(Buffer.from(pngOf(raster)));
    const row = [1, 2, 3, 255, 250, 0, 9, 255, 1, 2, 3, 255];
    expect([...data]).toEqual([...row, ...row]);
  });
});
