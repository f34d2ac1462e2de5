import type { State } from '../../lib/protocol/vocabulary.ts';
import type { Transition } from '../store/store.ts';

/** From what says least to what is worst. */
const RANK: readonly State[] = ['unknown', 'operational', 'recovering', 'degraded', 'outage'];

/** @returns the worse of two states; `unknown` is worse than nothing */
export function worse(a: State, b: State): State {
  return RANK.indexOf(a) >= RANK.indexOf(b) ? a : b;
}

/**
 * The worst state a service was in from minute `from` up to, but not including, `to`.
 * @param transitions of this service only, in order of minute
 */
export function worstState(transitions: readonly Transition[], from: number, to: number): State {
  let worst: State = 'unknown';
  let before: State = 'unknown';
  for (const { minute, state } of transitions) {
    if (minute >= to) break;
    if (minute < from) before = state;
    else worst = worse(worst, state);
  }
  return worse(worst, before);
}
