import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { securityWithTable } from '../../bench/attack/table.ts';
import { ROOT } from './source-files.ts';

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** Every code span that looks like a file or folder of ours. */
const named = [...text.matchAll(/`([\w./-]+\/[\w./-]+\.ts|[\w-]+\.ts)`/g)].map(
  ([, path = '']) => path,
);

it('docs/security.md names only files that exist, from the project, the server or its tests', () => {
  expect(named.length).toBeGreaterThan(40);
  const folders = ['', 'server', 'test/server'];
  const missing = named.filter(
    (path) => !folders.some((folder) => existsSync(join(ROOT, folder, path))),
  );
  expect(missing).toEqual([]);
});

it('docs/security.md has the attacks as the benchmark measured them', () => {
  expect(text).toBe(securityWithTable());
});
