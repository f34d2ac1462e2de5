import { hash } from 'node:crypto';
import type { Vote, Weight } from '../../server/store/store.ts';

/** A vote of the browser called `who`. */
export function vote(who: string, change: Partial<Vote> = {}): Vote {
  const { service = 'alpha', minute = 1000, feature = null } = change;
  const voice = hash('sha256', `${who}/${service}/${minute}/${feature}`, 'buffer').subarray(0, 16);
  return { voice, service, minute, feature };
}

/** A weight that changes only what is named. */
export function weight(change: Partial<Weight> = {}): Weight {
  return { tried: 0, failed: 0, said: 0, raised: [], lowered: [], ...change };
}

/** An observation that went well. */
export const OK = weight({ tried: 1 });

/** An observation that failed with the first signal of the list. */
export const FAILED = weight({ tried: 1, failed: 1, raised: [0] });
