import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWhole, partsOf, squash } from '../../../lib/watch/squash.ts';

const fits = (text: string, entry: string) => isWhole(squash(text), partsOf(entry));

describe('squash', () => {
  it.each([
    ['The server’s busy… Try again!', "the server's busy. try again"],
    ['服务器繁忙，请稍后再试。', '服务器繁忙 请稍后再试'],
    ['ＥＲＲＯＲ　１２', 'error 12'],
    ['Réessayez', 'reessayez'],
  ])('makes "%s" the same as "%s"', (one, other) => {
    expect(squash(one)).toBe(squash(other));
  });

  it('does not mind being used twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(squash(squash(text))).toBe(squash(text));
      }),
    );
  });
});

describe('isWhole', () => {
  it.each([
    ['The server is busy.', 'The server is busy'],
    ['Something went wrong (1099)', 'Something went wrong (<number>)'],
    ['Claude 9 is not available', '<model> is not available'],
    ['Wait 3 hours, then try', 'Wait <time>, then try'],
    ['Wait 3 hours, then try 2 times', 'Wait <time>, then try <number>'],
  ])('takes "%s" for "%s"', (text, entry) => {
    expect(fits(text, entry)).toBe(true);
  });

  it.each([
    ['The server is busy. Sorry.', 'The server is busy'],
    ['It says: the server is busy', 'The server is busy'],
    ['The server is', 'The server is busy'],
    [`Wait ${'very '.repeat(30)} long, then try`, 'Wait <time>, then try'],
    ['Wait 3 hours', 'Wait <time>, then try'],
    ['aba', 'ab<x>ba'],
  ])('does not take "%s" for "%s"', (text, entry) => {
    expect(fits(text, entry)).toBe(false);
  });

  it('takes every text for itself, and none with a word more', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), word, (words, more) => {
        const text = words.join(' ');
        expect(fits(text, text)).toBe(true);
        expect(fits(`${text} ${more}`, text)).toBe(false);
        expect(fits(`${more} ${text}`, text)).toBe(false);
      }),
    );
  });
});
