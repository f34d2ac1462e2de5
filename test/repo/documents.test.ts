import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readmeWithFigures } from '../../bench/figures.ts';
import { readServices } from '../../lib/services/read.ts';
import { ROOT } from './source-files.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readme = read('README.md');
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

describe('README', () => {
  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/npm (?:run (?:-s )?)?([a-z0-9]+)/g)].map((match) => match[1] ?? ''),
    );
    const builtIn = new Set(['install', 'ci', 'rebuild', 'audit', 'and']);
    expect([...new Set(named)].filter((name) => !builtIn.has(name) && !(name in scripts))).toEqual(
      [],
    );
    expect(named).toContain('start');
    expect(named).toContain('test');
  });

  it('has the figures that the benchmarks wrote', () => {
    expect(readme).toBe(readmeWithFigures());
  });

  it('has a row for each service', () => {
    for (const service of readServices()) {
      expect(readme, service.id).toMatch(new RegExp(`^\\| *${service.name} *\\|`, 'm'));
    }
  });
});

describe('links in documents', () => {
  it.each(documents)('%s points only at files that exist', (path) => {
    const targets = [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/g)].map(
      (match) => match[1] ?? '',
    );
    const broken = targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)));
    expect(broken).toEqual([]);
  });
});

describe('services', () => {
  it.each(readServices().map((service) => [service.id]))(
    '%s has pages that are fine, failing and look-alike',
    (id) => {
      for (const kind of ['fine', 'failing', 'look-alike']) {
        const folder = join(ROOT, 'test/fixtures/services', id, kind);
        expect(existsSync(folder) && readdirSync(folder).length, `${id}/${kind}`).toBeGreaterThan(
          0,
        );
      }
    },
  );
});
