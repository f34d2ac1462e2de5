import { createFold } from '../../../server/verdict/fold.ts';
import { countIncidents } from '../metrics/false-alarms.ts';
import { createCrowd, DAY } from '../sim/crowd.ts';
import { seedOf } from '../sim/random.ts';

const WATCHED_DAYS = 3;

export interface ColdPlan {
  readonly seed: number;
  readonly voices: number;
  /** The share that is normal from the first minute on. */
  readonly share: number;
  readonly starts: number;
}

export interface ColdResult extends Omit<ColdPlan, 'seed'> {
  /** Per start, in the first three days. */
  readonly alarms: number;
  readonly confirmed: number;
  /** Mean minutes until the service is known. */
  readonly known: number;
}

/** Services that nobody knows yet. */
export function startCold({ seed, voices, share, starts }: ColdPlan): ColdResult {
  let alarms = 0;
  let confirmed = 0;
  let known = 0;
  for (let start = 0; start < starts; start += 1) {
    const options = { seed: seedOf(seed, start), voicesPerMinute: voices, normalShare: share };
    const crowd = createCrowd({ ...options, quiet: 'binomial', phase: start / starts });
    const count = countIncidents();
    let firstKnown: number | null = null;
    const fold = createFold(undefined, (minute, verdict) => {
      count.hear(minute, verdict);
      if (verdict.state !== 'unknown') firstKnown ??= minute;
    });
    for (let minute = 0; minute < WATCHED_DAYS * DAY; minute += 1) {
      fold.push({ minute, ...crowd.next(null) });
    }
    const counted = count.counted();
    alarms += counted.alarms;
    confirmed += counted.confirmed;
    known += firstKnown ?? WATCHED_DAYS * DAY;
  }
  return {
    ...{ voices, share, starts },
    alarms: alarms / starts,
    confirmed: confirmed / starts,
    known: known / starts,
  };
}
