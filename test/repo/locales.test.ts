import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, readSources } from './source-files.ts';

type Texts = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const folder = join(ROOT, 'locales');
const read = (file: string): Texts => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts;
/** The texts of badge and popup, and those that only the pages in tabs have. */
const files = ['', 'pages/'].flatMap((part) =>
  readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ file: `${part}${name}`, english: read(`${part}en.json`) })),
);
const others = files.filter(({ file }) => !file.endsWith('en.json'));
const forms = (text: Texts[string]): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text);
const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? ''))].sort();

describe.each(others)('locales/$file', ({ file, english }) => {
  const texts = read(file);

  it('has exactly the keys of English', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
  });

  it('has plural forms where English has them', () => {
    const kinds = (all: Texts) => Object.entries(all).map(([key, text]) => [key, typeof text]);
    expect(Object.fromEntries(kinds(texts))).toEqual(Object.fromEntries(kinds(english)));
  });

  it('has the placeholders of English in each form', () => {
    const inForms = (all: Texts) =>
      Object.entries(all).map(([key, text]) => [
        key,
        forms(text).map((form) => placeholders(form)),
      ]);
    expect(Object.fromEntries(inForms(texts))).toEqual(Object.fromEntries(inForms(english)));
  });
});

describe.each(files)('texts of locales/$file', ({ file }) => {
  const entries = Object.entries(read(file)).flatMap(([key, text]) =>
    forms(text).map((form) => [key, form] as const),
  );

  it('are trimmed, not empty and free of markup', () => {
    expect(
      entries.filter(([, text]) => text.trim() !== text || text === '' || /[<>]/.test(text)),
    ).toEqual([]);
  });

  it('fill their placeholders with plain names', () => {
    const names = entries.flatMap(([, text]) => placeholders(text));
    expect(names.filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
  });
});

describe('keys', () => {
  it('stand in one file only', () => {
    const keys = [...Object.keys(read('en.json')), ...Object.keys(read('pages/en.json'))];
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('of the pages are in every language of the popup', () => {
    const languages = (part: string) =>
      readdirSync(join(folder, part)).filter((name) => name.endsWith('.json'));
    expect(languages('pages')).toEqual(languages(''));
  });

  it('are all used by the extension', () => {
    const source = readSources(['components', 'lib', 'entrypoints'])
      .map(({ text }) => text)
      .join('\n');
    const stems = [...source.matchAll(/`([a-z]+(?:\.[a-z]+)*\.)\$\{/g)].map(
      (match) => match[1] ?? '',
    );
    const english = { ...read('en.json'), ...read('pages/en.json') };
    const unused = Object.keys(english).filter(
      (key) => !source.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)),
    );
    expect(unused).toEqual([]);
  });
});
