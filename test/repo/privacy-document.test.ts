import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './source-files.ts';

const text = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
const rows = [...text.matchAll(/^\| \*\*(P\d+)\*\* (.+) \|$/gm)];

it('docs/privacy.md has all promises, each once', () => {
  const names = rows.map(([, name]) => name);
  expect(names).toEqual(Array.from({ length: 15 }, (_, index) => `P${index + 1}`));
});

it.each(rows.map(([row, name = '']) => [name, row] as const))(
  '%s is tested by what docs/privacy.md says',
  (_name, row) => {
    const tests = [...row.matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, path = '']) => path);
    expect(tests.length).toBeGreaterThan(0);
    for (const path of tests) expect(existsSync(join(ROOT, path)), path).toBe(true);
  },
);
