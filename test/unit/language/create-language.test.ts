import { describe, expect, it, vi } from 'vitest';
import { chooseTag } from '../../../lib/language/choose-tag.ts';
import { createLanguage } from '../../../lib/language/create-language.ts';
import { loadLanguage, loadPageLanguage } from '../../../lib/language/load-language.ts';
import en from '../../../locales/en.json';
import fr from '../../../locales/fr.json';
import frPages from '../../../locales/pages/fr.json';

const english = createLanguage(en, 'en-GB', 'UTC');
const american = createLanguage(en, 'en-US', 'UTC');
const french = createLanguage(fr, 'fr-FR', 'UTC');
const evening = Date.UTC(2026, 1, 3, 21, 2);

describe('texts', () => {
  it('fills placeholders', () => {
    expect(english.say('lead.you.limit', { service: 'ChatGPT' })).toBe(
      'You reached your own limit on ChatGPT',
    );
  });

  it('leaves a placeholder visible when nothing fills it', () => {
    expect(english.say('lead.you.limit')).toBe('You reached your own limit on {service}');
  });

  it('does not read placeholders out of what is filled in', () => {
    expect(english.say('access.missing', { origin: '{service}', service: 'x' })).toContain(
      '{service}',
    );
  });

  it.each([
    [english, 0, '0 other chatbots'],
    [english, 1, '1 other chatbot'],
    [english, 2, '2 other chatbots'],
    [french, 0, '0 autre chatbot'],
    [french, 1, '1 autre chatbot'],
    [french, 2, '2 autres chatbots'],
  ])('counts by the plural rule of the language: %#', (language, count, text) => {
    expect(language.say('everyone.others', { count })).toBe(text);
  });

  it('writes numbers the reader’s way', () => {
    expect(english.say('everyone.others', { count: 12_345 })).toBe('12,345 other chatbots');
    expect(french.say('everyone.others', { count: 12_345 })).toBe('12\u202f345 autres chatbots');
  });
});

describe('times and shares', () => {
  it('shows the clock alone on the same day, and the day otherwise', () => {
    expect(english.time(evening, evening + 60_000)).toBe('21:02');
    expect(american.time(evening, evening + 60_000)).toMatch(/^9:02\sPM$/);
    expect(english.time(evening, evening + 86_400_000)).toBe('3 Feb, 21:02');
  });

  it('rounds to whole per cent', () => {
    expect(english.percent(0.369)).toBe('37%');
    expect(french.percent(0.369)).toMatch(/^37\s%$/);
  });
});

describe('plural forms', () => {
  const texts = {
    beer: { one: '{count} piwo', few: '{count} piwa', many: '{count} piw', other: '{count} piwa' },
    short: { other: '{count} x' },
  };
  const polish = createLanguage<keyof typeof texts>(texts, 'pl', 'UTC');

  it.each([
    [0, '0 piw'],
    [1, '1 piwo'],
    [3, '3 piwa'],
    [12, '12 piw'],
    [22, '22 piwa'],
  ])('of %i are chosen among all that the language has', (count, text) => {
    expect(polish.say('beer', { count })).toBe(text);
  });

  it('that are missing are stood in for', () => {
    expect(polish.say('short', { count: 1 })).toBe('1 x');
  });
});

describe('direction', () => {
  const texts = { text: 'a {name} b' };

  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['ur', 'rtl'],
    ['zh-TW', 'ltr'],
    ['en', 'ltr'],
  ])('of %s is %s', (tag, direction) => {
    expect(createLanguage<'text'>(texts, tag).direction).toBe(direction);
  });

  it('does not mix what is filled in with a text of the other direction', () => {
    const params = { name: 'ChatGPT' };
    expect(createLanguage<'text'>(texts, 'ar').say('text', params)).toBe('a \u2068ChatGPT\u2069 b');
    expect(createLanguage<'text'>(texts, 'en').say('text', params)).toBe('a ChatGPT b');
  });
});

describe('choice of the language', () => {
  const available = ['ar', 'en', 'fr', 'id', 'pt-BR', 'zh-CN', 'zh-TW'];

  it.each([
    ['en-GB', { file: 'en', tag: 'en-GB' }],
    ['fr-CA', { file: 'fr', tag: 'fr-CA' }],
    ['FR', { file: 'fr', tag: 'fr' }],
    ['fr_CH', { file: 'fr', tag: 'fr-CH' }],
    ['pt-PT', { file: 'pt-BR', tag: 'pt-PT' }],
    ['pt', { file: 'pt-BR', tag: 'pt' }],
    ['zh', { file: 'zh-CN', tag: 'zh' }],
    ['zh-SG', { file: 'zh-CN', tag: 'zh-SG' }],
    ['zh-TW', { file: 'zh-TW', tag: 'zh-TW' }],
    ['zh_HK', { file: 'zh-TW', tag: 'zh-HK' }],
    ['zh-Hant', { file: 'zh-TW', tag: 'zh-Hant' }],
    ['in', { file: 'id', tag: 'id' }],
    ['ar-EG', { file: 'ar', tag: 'ar-EG' }],
    ['de-DE', { file: 'en', tag: 'en' }],
    ['', { file: 'en', tag: 'en' }],
    ['fr-!!', { file: 'en', tag: 'en' }],
    ['__proto__', { file: 'en', tag: 'en' }],
  ])('%s', (wanted, expected) => {
    expect(chooseTag(wanted, available)).toEqual(expected);
  });
});

describe('loading', () => {
  const files: Record<string, unknown> = {
    'locales/en.json': en,
    'locales/fr.json': fr,
    'locales/pages/fr.json': frPages,
  };
  const read = vi.fn(async (path: string) => files[path]);
  const texts = { available: ['en', 'fr'], read };

  it.each([
    ['fr-BE', 'Réglages', 'locales/fr.json'],
    ['ja', 'Settings', 'locales/en.json'],
  ])('reads the one file for %s', async (wanted, text, path) => {
    read.mockClear();
    expect((await loadLanguage(texts, wanted)).say('popup.settings')).toBe(text);
    expect(read.mock.calls).toEqual([[path]]);
  });

  it('reads two for a page in a tab', async () => {
    const language = await loadPageLanguage(texts, 'fr');
    expect(language.say('popup.settings')).toBe('Réglages');
    expect(language.say('options.language')).toBe('Langue');
  });

  it('fails when the file cannot be read, rather than to go on without words', async () => {
    read.mockRejectedValueOnce(new Error('gone'));
    await expect(loadLanguage(texts, 'en')).rejects.toThrow('gone');
  });
});
