import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLanguage } from '../../../lib/language/create-language.ts';
import { joinFragments, joinSentences } from '../../../lib/language/join.ts';
import type { Messages } from '../../../lib/language/messages.ts';

const folder = new URL('../../../locales/', import.meta.url);
const tags = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

function languageOf(tag: string) {
  const texts = readFileSync(new URL(`${tag}.json`, folder), 'utf8');
  return createLanguage(JSON.parse(texts) as Messages, tag, 'UTC');
}

const ISOLATES = /[\u2068\u2069]/g;

describe('parts of a line', () => {
  it.each([
    ['en', 'a, b, c'],
    ['ja', 'a、b、c'],
    ['zh-CN', 'a，b，c'],
    ['zh-TW', 'a，b，c'],
    ['ar', 'a، b، c'],
  ])('have the comma of %s between them', (tag, joined) => {
    expect(joinFragments(languageOf(tag), ['a', 'b', 'c']).replace(ISOLATES, '')).toBe(joined);
  });

  it.each(tags)('are each there once, in order, in %s', (tag) => {
    const joined = joinFragments(languageOf(tag), ['1x', null, false, '2x', undefined, '', '3x']);
    expect(joined.match(/\dx/g)).toEqual(['1x', '2x', '3x']);
    expect(joinFragments(languageOf(tag), [])).toBe('');
    expect(joinFragments(languageOf(tag), [null, '1x'])).toBe('1x');
  });
});

describe('sentences', () => {
  it.each([
    ['en', 'A. B.', ['A.', 'B.']],
    ['hi', 'A। B।', ['A।', 'B।']],
    ['ja', 'A。B。', ['A。', 'B。']],
    ['zh-CN', 'A。B。', ['A。', 'B。']],
  ])('follow each other as in %s', (tag, joined, sentences) => {
    expect(joinSentences(languageOf(tag), sentences)).toBe(joined);
  });

  it('are kept apart in a language that runs from right to left', () => {
    expect(joinSentences(languageOf('ar'), ['أ.', 'A.'])).toBe('\u2068أ.\u2069 \u2068A.\u2069');
  });
});
