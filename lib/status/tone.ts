import type { State } from '../protocol/vocabulary.ts';
import type { CrowdCondition } from './crowd.ts';
import type { Summary } from './summarise.ts';

/** How a statement looks: each has its own colour, shape and word. `good` needs evidence. */
export type Tone =
  | 'outage'
  | 'degraded'
  | 'suspected'
  | 'recovering'
  | 'good'
  | 'yours'
  | 'unknown';

/** @returns the look of a verdict */
export function toneOf({ scope, state, key }: Summary): Tone {
  if (key === 'lead.your-tab' || key === 'lead.unclear') return 'yours';
  if (scope === 'you' && key !== 'lead.again') return 'yours';
  if (key === 'lead.lost' || key === 'lead.off') return 'unknown';
  return key.startsWith('lead.suspected') ? 'suspected' : TONES[state];
}

/** @returns the look of a service's row */
export function toneOfCrowd(condition: CrowdCondition, state: State): Tone {
  return condition === 'suspected' ? 'suspected' : TONES[state];
}

const TONES: Readonly<Record<State, Tone>> = {
  outage: 'outage',
  degraded: 'degraded',
  recovering: 'recovering',
  operational: 'good',
  unknown: 'unknown',
};
