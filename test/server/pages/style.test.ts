import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { badge } from '../../../server/pages/badge.ts';
import { BRAND_LAYERS } from '../../../server/pages/brand.ts';
import { STYLE } from '../../../server/pages/style.ts';
import { TONE_SHAPES } from '../../../server/pages/tone-mark.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** A theme's tokens by name. */
function tokensIn(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );
}

const themes = (path: string) => read(path).split('@media').map(tokensIn);
const ours = themes('server/pages/style/tokens.css');
const theirs = themes('components/style/tokens.css');

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TONES = ['outage', 'degraded', 'suspected', 'recovering', 'good', 'unknown'] as const;

describe('the look of the public page', () => {
  it.each([
    ['light', 0],
    ['dark', 1],
  ])('has the values of the extension’s tokens in the %s theme', (_, theme) => {
    expect(ours[theme]?.size).toBeGreaterThan(15);
    for (const [name, value] of ours[theme] ?? []) {
      expect([name, value]).toEqual([name, theirs[theme]?.get(name)]);
    }
  });

  it('has the extension’s marks and icon', () => {
    const marks = read('components/tone-mark.tsx');
    for (const shape of Object.values(TONE_SHAPES)) expect(marks).toContain(shape);
    const colors = [...read('tools/icons/icon.svg').matchAll(/#[0-9a-f]{3,6}/g)].map(String);
    expect(BRAND_LAYERS.map(({ color }) => color.replace('#ffffff', '#fff'))).toEqual(colors);
  });

  it('has badges in the colours of the light theme', async () => {
    const tokens = [...(ours[0]?.values() ?? [])];
    for (const state of ['operational', 'degraded', 'outage', 'recovering', 'unknown'] as const) {
      const [ground = ''] =
        String(await badge('a', state, 'b')).match(/fill="#[0-9a-f]{6}"\/><g/) ?? [];
      expect(tokens).toContain(ground.slice(6, 13));
    }
  });

  it.each([0, 1])(
    'can be read: every ink on every ground has a contrast of 4.5, theme %i',
    (theme) => {
      const token = (name: string) => ours[theme]?.get(name) ?? '';
      const pairs = [
        ...['ink', 'ink-soft', 'accent'].flatMap((ink) =>
          ['paper', 'ground'].map((ground) => [ink, ground] as const),
        ),
        ...TONES.flatMap((tone) => [
          [tone, 'paper'] as const,
          [tone, 'ground'] as const,
          [tone, `${tone}-tint`] as const,
          ['ink', `${tone}-tint`] as const,
          ['ink-soft', `${tone}-tint`] as const,
        ]),
      ];
      const poor = pairs.filter(([ink, ground]) => contrast(token(ink), token(ground)) < 4.5);
      expect(poor).toEqual([]);
    },
  );

  it('draws letters closer in no script that would break by it', () => {
    const spacings = [...STYLE.matchAll(/letter-spacing:([^;}]+)/g)].map(([, value]) => value);
    expect(spacings.length).toBeGreaterThan(0);
    for (const spacing of spacings) expect(spacing).toContain('var(--tight)');
    for (const tag of ['ar', 'hi', 'ja', 'ko', 'zh']) {
      expect(STYLE).toMatch(new RegExp(`:root:is\\([^{]*:lang\\(${tag}\\)[^{]*\\{--tight:0`));
    }
  });

  it('uses no token that it does not have', () => {
    const used = new Set(
      [...STYLE.matchAll(/var\(--([a-z0-9-]+)\)/g)].map(([, name = '']) => name),
    );
    const own = new Set([...tokensIn(STYLE.replaceAll(/:(?=[^ ])/g, ': ')).keys()]);
    const known = new Set([...(ours[0]?.keys() ?? []), ...own, 'tone', 'tint']);
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  });
});
