import { createRandom } from './random.ts';

/**
 * How failures come: every voice independently, in bunches within a minute (correlation .03), or
 * with log-odds that wander (sd .6, correlation time 30 minutes: a harsh picture of slow drift).
 */
export type Quiet = 'binomial' | 'over-dispersed' | 'wandering';

export const QUIETS: readonly Quiet[] = ['binomial', 'over-dispersed', 'wandering'];

export const DAY = 1440;
export const YEAR = 525_600;

/** Failing share of a quiet service. */
export const NORMAL_SHARE = 0.02;

/** Correlation of two voices of one over-dispersed minute. */
export const MINUTE_RHO = 0.03;

export const WANDER_SD = 0.6;
const WANDER_KEEP = Math.exp(-1 / 30);

export interface CrowdOptions {
  readonly seed: number;
  readonly voicesPerMinute: number;
  readonly quiet: Quiet;
  readonly normalShare?: number;
  /** How far the activity swings over the day, .75 if not given. */
  readonly swing?: number;
  /** Chance that a minute is lost. */
  readonly missing?: number;
  /** Hour of the day that minute 0 has, as a part of a day. */
  readonly phase?: number;
}

/** Voices of one minute, honest ones only. */
export interface Voices {
  readonly tried: number;
  readonly failed: number;
}

/** A simulated crowd, one minute after the other. */
export interface Crowd {
  /** The next minute. @param share failing share of an outage, null in quiet */
  next(share: number | null): Voices;
  /** Expected voices in the next minute, were none lost. */
  expected(): number;
  /** The same crowd from here on, with chance of its own. */
  fork(seed: number): Crowd;
}

const NOBODY: Voices = { tried: 0, failed: 0 };

function wandered(share: number, wander: number): number {
  return 1 / (1 + Math.exp(-Math.log(share / (1 - share)) - wander));
}

/** @returns a crowd; the same options give the same voices */
export function createCrowd(options: CrowdOptions): Crowd {
  const { voicesPerMinute, quiet, normalShare = NORMAL_SHARE, swing = 0.75 } = options;
  const { missing = 0, phase = 0 } = options;
  const concentration = 1 / MINUTE_RHO - 1;

  function run(seed: number, from: number, wanderedTo: number | null): Crowd {
    const random = createRandom(seed);
    let at = from;
    let wander = wanderedTo ?? WANDER_SD * random.normal();
    const expected = () =>
      voicesPerMinute * (1 + swing * Math.sin(2 * Math.PI * (at / DAY + phase)));

    function shareNow(share: number): number {
      if (quiet === 'binomial') return share;
      if (quiet === 'over-dispersed') {
        return random.beta(share * concentration, (1 - share) * concentration);
      }
      wander = WANDER_KEEP * wander + WANDER_SD * Math.sqrt(1 - WANDER_KEEP ** 2) * random.normal();
      return wandered(share, wander);
    }

    return {
      next(share) {
        const failing = shareNow(share ?? normalShare);
        const mean = expected();
        at += 1;
        if (missing > 0 && random.uniform() < missing) return NOBODY;
        const tried = random.poisson(mean);
        return { tried, failed: random.binomial(tried, failing) };
      },
      expected,
      fork: (forkSeed) => run(forkSeed, at, wander),
    };
  }

  return run(options.seed, 0, null);
}
