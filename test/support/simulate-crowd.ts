import type { MinuteCounts } from '../../server/verdict/counts.ts';
import { seededRandom } from './random.ts';

/**
 * How failures come in quiet times: every voice independently, in bunches within a minute
 * (correlation .03), or with log-odds that wander (sd .6, correlation time 30 minutes).
 */
export type Quiet = 'binomial' | 'over-dispersed' | 'wandering';

export const QUIETS: readonly Quiet[] = ['binomial', 'over-dispersed', 'wandering'];

export interface Crowd {
  readonly seed: number;
  readonly voicesPerMinute: number;
  readonly quiet: Quiet;
  readonly minutes: number;
  /** Minute of the epoch that the series begins with. */
  readonly start?: number;
  /** Failing share in quiet times, .02 if not given. */
  readonly normalShare?: number;
  /** How far the activity swings over the day, .75 if not given. */
  readonly swing?: number;
  /** Failing share of an outage, or null while there is none; `at` counts minutes from the start. */
  readonly outageAt?: (at: number) => number | null;
  /** Factor on the activity; `at` counts minutes from the start. */
  readonly activityAt?: (at: number) => number;
}

const MINUTES_PER_DAY = 1440;
const RHO = 0.03;
const WANDER_SD = 0.6;
const WANDER_MINUTES = 30;

/** A simulated series, one entry a minute, the same for the same seed. */
export function* simulateCrowd(crowd: Crowd): Generator<MinuteCounts> {
  const { normalShare = 0.02, swing = 0.75, start = 0 } = crowd;
  const random = seededRandom(crowd.seed);
  const keep = Math.exp(-1 / WANDER_MINUTES);
  const phase = random.uniform() * MINUTES_PER_DAY;
  let wander = WANDER_SD * random.normal();
  for (let at = 0; at < crowd.minutes; at += 1) {
    wander = keep * wander + WANDER_SD * Math.sqrt(1 - keep * keep) * random.normal();
    const time = (2 * Math.PI * (at + phase)) / MINUTES_PER_DAY;
    const activity = (1 + swing * Math.sin(time)) * (crowd.activityAt?.(at) ?? 1);
    const tried = random.poisson(crowd.voicesPerMinute * activity);
    let share = crowd.outageAt?.(at) ?? normalShare;
    if (crowd.quiet === 'wandering') {
      share = 1 / (1 + Math.exp(-Math.log(share / (1 - share)) - wander));
    } else if (crowd.quiet === 'over-dispersed') {
      const concentration = 1 / RHO - 1;
      share = random.beta(share * concentration, (1 - share) * concentration);
    }
    yield { minute: start + at, tried, failed: random.binomial(tried, share) };
  }
}
