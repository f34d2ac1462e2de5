import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { says, weightOf } from '../../../lib/detect/lexicon.ts';
import { normalise } from '../../../lib/detect/normalise.ts';
import { lexicon } from '../../../lib/services/common/common.ts';

const entries = lexicon.flatMap(({ meaning, words }) =>
  Object.entries(words).flatMap(([language, list]) =>
    list.map((word) => ({ meaning, language, word })),
  ),
);
const entry = fc.constantFrom(...entries);
const anything = fc.string({ unit: 'grapheme', maxLength: 80 });

describe('normalise', () => {
  it('gives two strings of one length, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        const { plain, marked } = normalise(text);
        expect(marked).toHaveLength(plain.length);
        expect(plain).toBe(marked.replaceAll('|', ' '));
        expect(plain).not.toMatch(/^ | $| {2}/);
      }),
    );
  });

  it('leaves nothing to take away a second time', () => {
    fc.assert(
      fc.property(entry, anything, ({ word }, rest) => {
        const once = normalise(`${word} ${rest}`).marked;
        expect(normalise(once).marked).toBe(once);
      }),
    );
  });

  it.each([
    ['curly and straight quotes', 'You’ve hit it', "You've hit it"],
    ['letters drawn out', 'Hmmmm', 'Hmm'],
    ['full width', 'Ｅｒｒｏｒ', 'error'],
    ['elided articles', "limite d'utilisation", 'limite d utilisation'],
    ['accents', 'Échec à l’envoi', 'echec a l envoi'],
  ])('takes %s for the same', (_what, one, other) => {
    expect(normalise(one).plain).toBe(normalise(other).plain);
  });

  it('keeps the vowels of scripts that write them as marks', () => {
    expect(normalise('त्रुटि').plain).not.toBe(normalise('तरट').plain);
    expect(normalise('ผิดพลาด').plain).not.toBe(normalise('ผดพลาด').plain);
  });
});

describe('the lexicon', () => {
  it('finds each of its words, alone and among others, shouted too', () => {
    for (const { meaning, word } of entries) {
      const text = word.replaceAll('*', '');
      expect([word, says(normalise(text), meaning)]).toEqual([word, true]);
      expect([word, says(normalise(`Zzz. ${text}, zzz`), meaning)]).toEqual([word, true]);
    }
  });

  it('has no word twice in a language, none that is empty, and no meaning twice', () => {
    const keys = entries.map(({ meaning, language, word }) => `${meaning} ${language} ${word}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { word } of entries) expect(normalise(word).plain.length).toBeGreaterThan(1);
    expect(new Set(lexicon.map(({ meaning }) => meaning)).size).toBe(lexicon.length);
  });

  it('does not find a whole word of a Latin script inside another word', () => {
    const whole = entries.filter(({ word }) => /^[a-z][a-z ]+$/.test(word));
    fc.assert(
      fc.property(fc.constantFrom(...whole), ({ meaning, word }) => {
        expect(weightOf(normalise(`qxz${word}qxz`), meaning)).toBeLessThan(word.length);
      }),
    );
  });

  it('never knows less of a text for a further sentence', () => {
    fc.assert(
      fc.property(entry, anything, ({ meaning, word }, rest) => {
        const text = word.replaceAll('*', '');
        const alone = weightOf(normalise(text), meaning);
        expect(weightOf(normalise(`${text}. ${rest}`), meaning)).toBeGreaterThanOrEqual(alone);
      }),
    );
  });

  it('finds words that mean something together in one clause only', () => {
    const weigh = (text: string) => weightOf(normalise(text), 'limit');
    expect(weigh('You have reached the weekly limits')).toBeGreaterThan(0);
    expect(weigh('You reached us. There is no limit to what we do')).toBe(0);
    expect(weigh('您已达到本周的使用上限')).toBeGreaterThan(0);
  });

  it('leaves vague words out where it is asked to', () => {
    const weigh = (text: string, strictly: boolean) =>
      weightOf(normalise(text), 'signed-out', strictly);
    expect(weigh('Manage permissions', false)).toBeGreaterThan(0);
    expect(weigh('Manage permissions', true)).toBe(0);
    expect(weigh('Your session has expired', true)).toBeGreaterThan(0);
  });

  it('fits a bundle', () => {
    expect(new TextEncoder().encode(JSON.stringify(lexicon)).length).toBeLessThan(135_000);
  });
});
