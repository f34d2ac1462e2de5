import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSettings } from '../../server/settings.ts';
import { ROOT } from './source-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const operating = read('docs/operating.md');
const names = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

it('docs/operating.md has every setting that the server reads, and no other', () => {
  const known = names(read('server/settings.ts'), /^ {2}(OUTCRY_\w+):/gm);
  // Read by the build, not by the server.
  const documented = names(operating, /^\| `(OUTCRY_\w+)` \|/gm).filter(
    (name) => name !== 'OUTCRY_RULES_KEYS',
  );
  expect(known.length).toBeGreaterThan(15);
  expect(documented).toEqual(known);
});

it('docs/operating.md has every metric, and no other', () => {
  const known = names(read('server/metrics.ts'), /'(outcry_\w+)'/g);
  expect(known.length).toBeGreaterThan(8);
  expect(names(operating, /^\| `(outcry_\w+)[{`]/gm)).toEqual(known);
});

it.each([
  ['OUTCRY_PORT', '8787', 'port'],
  ['OUTCRY_HOST', '127.0.0.1', 'host'],
  ['OUTCRY_DB', 'data/outcry.db', 'db'],
] as const)('docs/operating.md says that %s is %s by default, as it is', (name, value, key) => {
  expect(operating).toMatch(new RegExp(`^\\| \`${name}\` \\|.*\\| \`${value}\` \\|$`, 'm'));
  expect(String(readSettings({})[key])).toBe(value);
});
