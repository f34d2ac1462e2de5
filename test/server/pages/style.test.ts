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

  it('uses no token that it does not have', () => {
    const used = new Set(
      [...STYLE.matchAll(/var\(--([a-z0-9-]+)\)/g)].map(([, name = '']) => name),
    );
    const own = new Set([...tokensIn(STYLE.replaceAll(/:(?=[^ ])/g, ': ')).keys()]);
    const known = new Set([...(ours[0]?.keys() ?? []), ...own, 'tone', 'tint']);
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  });
});
