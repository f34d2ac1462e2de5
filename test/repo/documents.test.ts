import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readmeWithFigures } from '../../bench/figures.ts';
import { readServices } from '../../lib/services/read.ts';
import { createClassifier } from '../../tools/classify/classifier.ts';
import { parsePage } from '../../tools/classify/page.ts';
import { ROOT } from './source-files.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readme = read('README.md');
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  join('deploy', 'README.md'),
];

describe('README', () => {
  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/npm (?:run (?:-s )?)?([a-z0-9]+(?:-[a-z0-9]+)*)/g)].map(
        (match) => match[1] ?? '',
      ),
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

describe('the examples of classify in docs/adding-a-service.md', () => {
  const EXAMPLE =
    /```sh\nnpm run -s classify <<'END'\n([\s\S]+?)\nEND\n```\n\n```json\n([\s\S]+?)\n```/g;
  const examples = [...read('docs/adding-a-service.md').matchAll(EXAMPLE)].map(
    ([_all, input = '', output = '']) => ({ input, output }),
  );
  const classify = createClassifier(readServices());

  it('are there', () => expect(examples.length).toBeGreaterThan(2));

  it.each(examples)('come out as they stand there: $input', ({ input, output }) => {
    const answers = input.split('\n').map((line) => JSON.stringify(classify(parsePage(line))));
    expect(answers.join('\n')).toBe(output);
  });
});
