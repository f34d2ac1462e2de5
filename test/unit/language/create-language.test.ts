import { describe, expect, it } from 'vitest';
import { chooseTag } from '../../../lib/language/choose-tag.ts';
import { createLanguage } from '../../../lib/language/create-language.ts';
import { loadLanguage } from '../../../lib/language/load-language.ts';
import en from '../../../locales/en.json';
import fr from '../../../locales/fr.json';

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

describe('choice of the language', () => {
  it.each([
    ['en-GB', { file: 'en', tag: 'en-GB' }],
    ['fr-CA', { file: 'fr', tag: 'fr-CA' }],
    ['FR', { file: 'fr', tag: 'FR' }],
    ['fr_CH', { file: 'fr', tag: 'fr-CH' }],
    ['de-DE', { file: 'en', tag: 'en' }],
    ['', { file: 'en', tag: 'en' }],
    ['fr-!!', { file: 'fr', tag: 'fr' }],
    ['__proto__', { file: 'en', tag: 'en' }],
  ])('%s', (wanted, expected) => {
    expect(chooseTag(wanted, ['en', 'fr'])).toEqual(expected);
  });

  it.each([
    ['fr-BE', 'Réglages'],
    ['ja', 'Settings'],
  ])('loads the file for %s', async (wanted, text) => {
    expect((await loadLanguage(wanted)).say('popup.settings')).toBe(text);
  });
});
