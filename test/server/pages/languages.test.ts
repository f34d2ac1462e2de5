import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, languageOf, PLAIN_LANGUAGE } from '../../../server/pages/language/languages.ts';
import { type Message, parseMessages } from '../../../server/pages/language/messages.ts';
import { createPageLanguage } from '../../../server/pages/language/page-language.ts';

type Texts = Readonly<Record<string, Message>>;

const FOLDER = new URL('../../../server/pages/locales/', import.meta.url);
const files = readdirSync(FOLDER);
const read = (file: string): Texts =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Texts;
const english = read('en.json');
const forms = (text: Message | undefined): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text ?? {}).map(String);
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe.each(files)('server/pages/locales/%s', (file) => {
  const texts = read(file);

  it('has exactly the keys of English, each a text or plural forms', () => {
    expect(() => parseMessages(file, texts)).not.toThrow();
    expect(Object.keys(texts)).toEqual(Object.keys(english));
  });

  it('has every plural form that its language knows, and no other', () => {
    const { pluralCategories } = new Intl.PluralRules(
      String(texts['language.format']),
    ).resolvedOptions();
    for (const [key, text] of Object.entries(texts)) {
      expect(typeof text, key).toBe(typeof english[key]);
      if (typeof text === 'string') continue;
      expect(Object.keys(text).toSorted(), key).toEqual(pluralCategories.toSorted());
    }
  });

  it('has the placeholders of English in each form', () => {
    for (const [key, text] of Object.entries(texts)) {
      const expected = placeholders(forms(english[key]).at(-1) ?? '');
      for (const form of forms(text)) expect(placeholders(form), key).toEqual(expected);
    }
  });

  it('is trimmed, free of markup, and names a direction and a language that exist', () => {
    for (const text of Object.values(texts).flatMap(forms)) expect(text).toMatch(/^[^\s<>][^<>]*$/);
    expect(['ltr', 'rtl']).toContain(texts['language.direction']);
    expect(Intl.DateTimeFormat.supportedLocalesOf(String(texts['language.format']))).toHaveLength(
      1,
    );
  });
});

describe('a file of a language', () => {
  it.each([
    ['without a key', { ...english, 'site.title': undefined }, 'site.title'],
    ['with a key too many', { ...english, 'site.tilte': 'x' }, 'site.tilte'],
    ['with an empty text', { ...english, 'site.title': '' }, 'site.title'],
  ])('%s is refused by its name', (_, content, name) => {
    const text = JSON.parse(JSON.stringify(content)) as unknown;
    expect(() => parseMessages('xx.json', text)).toThrow(`locales/xx.json`);
    expect(() => parseMessages('xx.json', text)).toThrow(name);
  });
});

describe('languages in addresses', () => {
  it('are the names of the files; English has none', () => {
    expect(PLAIN_LANGUAGE.path('/s/chatgpt')).toBe('/s/chatgpt');
    expect(languageOf('fr').path('/s/chatgpt')).toBe('/fr/s/chatgpt');
    expect(languageOf('').tag).toBe('en');
    expect(languageOf('__proto__').tag).toBe('en');
    expect(LANGUAGES.map(({ tag }) => `${tag}.json`).toSorted()).toEqual(files.toSorted());
  });
});

describe('sentences', () => {
  it.each([
    ['', 'A. B.'],
    ['ar', 'A. B.'],
    ['ja', 'A.B.'],
    ['zh-cn', 'A.B.'],
    ['zh-tw', 'A.B.'],
  ])('follow each other as in /%s, the empty ones left out', (address, joined) => {
    const { sentences } = languageOf(address);
    expect(sentences(['', 'A.', '', 'B.', ''])).toBe(joined);
    expect(sentences(['', ''])).toBe('');
  });
});

describe('figures and times', () => {
  const french = languageOf('fr');

  it('are written the reader’s way', () => {
    expect(PLAIN_LANGUAGE.time('2026-02-03T19:05:00.000Z')).toBe('3 February at 19:05 UTC');
    expect(french.time('2026-02-03T19:05:00.000Z')).toBe('3 février à 19:05 UTC');
    expect(PLAIN_LANGUAGE.percentRange(0.55, 0.69)).toBe('55% – 69%');
    expect(french.number(1_234)).toBe('1\u202f234');
    expect(PLAIN_LANGUAGE.list(['a', 'b', 'c'])).toBe('a, b and c');
  });

  it.each([
    [1, '1 minute'],
    [95, '95 minutes'],
    [179, '179 minutes'],
    [180, '3 hours'],
    [1_560, '26 hours'],
  ])('%i minutes read "%s"', (minutes, words) => {
    expect(PLAIN_LANGUAGE.minutes(minutes)).toBe(words);
  });

  it('choose the plural form that the language has for a number', () => {
    const said = (count: number) => french.say('said.same', { count, feature: 'x' });
    expect(said(0)).toContain('0 personne a aussi');
    expect(said(1)).toContain('1 personne a aussi');
    expect(said(2)).toContain('2 personnes ont aussi');
    expect(said(1_000_000)).toContain('de personnes');
  });

  it('fall back on the last form where a language has no other, and leave what is not given', () => {
    const texts = parseMessages('xx.json', { ...english, 'said.mixed': { other: '{count} x' } });
    const own = createPageLanguage('xx', { ...texts, 'language.format': 'ru' }, false);
    expect(own.say('said.mixed', { count: 2 })).toBe('2 x');
    expect(own.say('service.asof')).toBe('As of {time}.');
  });
});
