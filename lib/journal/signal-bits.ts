import { SIGNALS, type Signal } from '../protocol/vocabulary.ts';

/** The number that stands for no signal and the first one that is no set of signals. */
export const NO_SIGNALS = 0;
export const SIGNAL_BITS_END = 2 ** SIGNALS.length;

// Plain arithmetic, because JavaScript's bit operators stop at 32 bits and there are 48 signals.
function placeOf(signal: Signal): number {
  return 2 ** SIGNALS.indexOf(signal);
}

/** Whether the signal is in the set. */
export function hasSignal(bits: number, signal: Signal): boolean {
  return Math.floor(bits / placeOf(signal)) % 2 === 1;
}

/** @returns the set with one more signal in it: how often it was seen is not kept */
export function withSignal(bits: number, signal: Signal): number {
  return hasSignal(bits, signal) ? bits : bits + placeOf(signal);
}

/** @returns the set without the signal */
export function withoutSignal(bits: number, signal: Signal): number {
  return hasSignal(bits, signal) ? bits - placeOf(signal) : bits;
}

/** @returns the signals of a set, in the order of the vocabulary */
export function signalsOf(bits: number): Signal[] {
  return SIGNALS.filter((signal) => hasSignal(bits, signal));
}
