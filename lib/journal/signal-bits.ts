import { SIGNALS, type Signal } from '../protocol/vocabulary.ts';

/** The number that stands for no signal and the first one that is no set of signals. */
export const NO_SIGNALS = 0;
export const SIGNAL_BITS_END = 2 ** SIGNALS.length;

// Plain arithmetic, because JavaScript's bit operators stop at 32 bits and there are 48 signals.
function hasBit(bits: number, index: number): boolean {
  return Math.floor(bits / 2 ** index) % 2 === 1;
}

/** @returns the set with one more signal in it: how often it was seen is not kept */
export function withSignal(bits: number, signal: Signal): number {
  const index = SIGNALS.indexOf(signal);
  return hasBit(bits, index) ? bits : bits + 2 ** index;
}

/** @returns the signals of a set, in the order of the vocabulary */
export function signalsOf(bits: number): Signal[] {
  return SIGNALS.filter((_, index) => hasBit(bits, index));
}
