import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../lib/detect/normalise.ts';
import { compilePhrases, matchesPhrase } from '../../../lib/detect/phrase.ts';
import { commonPhrases } from '../../../lib/services/common/common.ts';

const texts = commonPhrases.flatMap((means) => Object.values(means.texts).flat());
const phrases = compilePhrases(commonPhrases);
const phrase = fc.constantFrom(...phrases);
const placeOf = ({ means }: (typeof phrases)[number]) => means.places?.[0] ?? 'alert';
/** What a page would show: something in place of each gap. */
const spoken = (each: (typeof phrases)[number]) =>
  (texts[phrases.indexOf(each)] ?? '').replace(/<[^<>]*>/g, 'something');

describe('phrases of all services', () => {
  it('are found in their own words, between other sentences', () => {
    for (const each of phrases) {
      const text = `Well. ${spoken(each)}. And then.`;
      expect([spoken(each), matchesPhrase(normalise(text), each, placeOf(each))]).toEqual([
        spoken(each),
        true,
      ]);
    }
  });

  it('are not found in a place that is not theirs', () => {
    for (const each of phrases.filter(({ means }) => means.places)) {
      expect(matchesPhrase(normalise(spoken(each)), each, 'composer')).toBe(false);
    }
  });

  it('are no part of a sentence that says more', () => {
    const closed = phrases.filter(({ openStart, openEnd }) => !openStart && !openEnd);
    fc.assert(
      fc.property(fc.constantFrom(...closed), fc.constantFrom('how', 'was sagt'), (each, more) => {
        const text = normalise(`${more} ${spoken(each)} ${more}`);
        expect(matchesPhrase(text, each, placeOf(each))).toBe(false);
      }),
    );
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(phrase, fc.string({ unit: 'binary', maxLength: 900 }), (each, text) => {
        expect(typeof matchesPhrase(normalise(text), each, placeOf(each))).toBe('boolean');
      }),
    );
  });
});
