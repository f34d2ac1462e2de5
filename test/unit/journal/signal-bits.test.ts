import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_SIGNALS,
  SIGNAL_BITS_END,
  signalsOf,
  withoutSignal,
  withSignal,
} from '../../../lib/journal/signal-bits.ts';
import { SIGNALS } from '../../../lib/protocol/vocabulary.ts';

const signal = fc.constantFrom(...SIGNALS);

describe('a set of signals as a number', () => {
  it('holds what was put in, once and in the order of the vocabulary', () => {
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 80 }), (list) => {
        const bits = list.reduce(withSignal, NO_SIGNALS);
        expect(bits).toBeLessThan(SIGNAL_BITS_END);
        expect(Number.isSafeInteger(bits)).toBe(true);
        expect(signalsOf(bits)).toEqual(SIGNALS.filter((each) => list.includes(each)));
      }),
    );
  });

  it('loses only what is taken out', () => {
    fc.assert(
      fc.property(fc.array(signal), signal, (list, gone) => {
        const bits = withoutSignal(list.reduce(withSignal, NO_SIGNALS), gone);
        expect(signalsOf(bits)).toEqual(
          SIGNALS.filter((each) => list.includes(each) && each !== gone),
        );
      }),
    );
  });

  it('has room for every signal', () => {
    expect(signalsOf(SIGNALS.reduce(withSignal, NO_SIGNALS))).toEqual(SIGNALS);
  });
});
