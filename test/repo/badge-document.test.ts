import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURED } from '../../tools/toolbar-images/situations.ts';
import { ROOT } from './source-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const table = JSON.parse(
  read('test/fixtures/status/badges.json'),
) as readonly (readonly string[])[];
const rows = [...read('docs/badge.md').matchAll(/^\| (?:`([^`]+)`|\(none\)) \| `(#\w+)` \|/gm)];

describe('docs/badge.md', () => {
  it('has each text that the badge may have, with its colour, and no other', () => {
    const pairs = (some: readonly (readonly [string, string])[]) =>
      [...new Set(some.map((each) => each.join(' ')))].sort();
    expect(rows.length).toBeGreaterThan(10);
    expect(pairs(rows.map(([, text = '', color = '']) => [text, color]))).toEqual(
      pairs(table.map(([, , text = '', color = '']) => [text, color])),
    );
  });

  it('shows each of them in both toolbars', () => {
    const wanted = PICTURED.flatMap(({ situation }) =>
      ['chromium', 'firefox'].map((name) => `images/toolbar-${name}-${situation}.png`),
    );
    const shown = [...read('docs/badge.md').matchAll(/\((images\/[^)]+)\)/g)].map(
      ([, path]) => path,
    );
    expect(shown.toSorted()).toEqual(wanted.toSorted());
    expect(wanted.filter((path) => !existsSync(join(ROOT, 'docs', path)))).toEqual([]);
    expect(new Set(PICTURED.map(({ badge }) => badge.text)).size).toBe(PICTURED.length);
  });
});
