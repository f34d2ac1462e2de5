import type { Level, State } from '../../lib/protocol/vocabulary.ts';

/** What a state looks like: `degraded` looks calmer while only the fast test stands behind it. */
export const TONES = [
  'outage',
  'degraded',
  'suspected',
  'recovering',
  'operational',
  'unknown',
] as const;

export type Tone = (typeof TONES)[number];

/** @returns the tone that a state and its level are shown in */
export function toneOf(state: State, level: Level | null): Tone {
  return state === 'degraded' && level !== 'confirmed' ? 'suspected' : state;
}
