import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localeFiles, localeTags } from '../../lib/platform/locale-files.ts';
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
const tagOf = (file: string): string => file.replace(/^.*\/|\.json$/g, '');
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

  it('has the placeholders of English', () => {
    const wrong = Object.entries(texts).flatMap(([key, text]) =>
      Object.entries(formsOf(text)).filter(
        ([form, each]) => !fits(placeholders(each), formsOf(english[key] ?? ''), form),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(files)('plurals of locales/$file', ({ file }) => {
  const rules = new Intl.PluralRules(tagOf(file));
  // Whole numbers only: that is all that is counted here.
  const needed = new Set(Array.from({ length: 1001 }, (_, count) => rules.select(count)));
  const plurals = Object.entries(read(file)).filter(([, text]) => typeof text !== 'string');

  it('have every form that the language needs, and none that it does not know', () => {
    const known = new Set<string>(rules.resolvedOptions().pluralCategories);
    const wrong = plurals.filter(([, text]) => {
      const has = Object.keys(text);
      return (
        [...needed, 'other'].some((form) => !has.includes(form)) ||
        has.some((form) => !known.has(form))
      );
    });
    expect(wrong).toEqual([]);
  });
});

/** A form for one number, or for few, may say it in words; everything else of English's must be there. */
function fits(
  has: readonly string[],
  english: Readonly<Record<string, string>>,
  form: string,
): boolean {
  const wanted = placeholders(english[form] ?? english.other ?? '');
  const isSmall = ['zero', 'one', 'two'].includes(form);
  const optional = (name: string) => name === 'count' && isSmall;
  return (
    wanted.every((name) => has.includes(name) || optional(name)) &&
    has.every((name) => wanted.includes(name) || optional(name))
  );
}

/** A text without forms has one, `other`. */
function formsOf(text: Texts[string]): Readonly<Record<string, string>> {
  return typeof text === 'string' ? { other: text } : text;
}

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

describe.each(files.filter(({ file }) => !file.startsWith('pages/')))(
  'badges of locales/$file',
  ({ file }) => {
    const marks = Object.entries(read(file))
      .filter(([key]) => /^badge\.(?!title)/.test(key))
      .map(([, text]) => String(text));

    it('are all different, and no wider than Chromium shows', () => {
      expect(marks.filter((mark) => widthOf(mark) > WIDEST)).toEqual([]);
      expect(new Set(marks).size).toBe(marks.length);
    });
  },
);

/** Of what `tools/toolbar-images.ts` shows, MAX (2,540) is whole and ALL? (2,634) is cut off. Thousandths of an em. */
const WIDEST = 2_600;

/** Widths of the letters in DejaVu Sans Bold, the widest of the usual fonts, in thousandths of an em. */
const WIDTHS: Readonly<Record<number, string>> = {
  380: 'IJİІÍ',
  580: '?!¿',
  640: 'LГ',
  690: 'EFÉTЕЁТ',
  740: 'CSYZPС',
  780: 'AKXRÁÃАБЯB',
  820: 'GUÙÚК',
  850: 'DHNOQÓÖИЛНО↗',
  1000: 'M',
  1040: 'МЫ',
  1110: 'W',
};

/** Chinese, Japanese and Korean signs are as wide as they are tall; Arabic and Devanagari letters are narrow. */
function widthOf(text: string): number {
  return [...text.normalize('NFC')].reduce((sum, each) => sum + widthOfLetter(each), 0);
}

function widthOfLetter(letter: string): number {
  const [known] = Object.entries(WIDTHS).find(([, letters]) => letters.includes(letter)) ?? [];
  if (known) return Number(known);
  if (/[\u0600-\u06ff\u0900-\u097f]/.test(letter)) return 600;
  return 1_110;
}

describe('what the browsers list', () => {
  it('is in each language short enough for the stores', () => {
    const made = localeFiles().map(({ relativeDest }) => relativeDest);
    for (const tag of localeTags()) {
      expect(made).toContain(`locales/${tag}.json`);
      expect(made).toContain(`locales/pages/${tag}.json`);
      expect(made).toContain(`_locales/${tag.replace('-', '_')}/messages.json`);
    }
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
