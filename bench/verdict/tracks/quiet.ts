import { type All, createAll, SCORES } from '../detectors/all-detectors.ts';
import type { Hear } from '../detectors/our-fold.ts';
import { HourlyPeaks } from '../metrics/hourly-peaks.ts';
import { type Crowd, createCrowd, DAY, type Quiet } from '../sim/crowd.ts';
import { createRandom, seedOf } from '../sim/random.ts';

/** Days in which all learn and nothing counts: those that take the time of day out need a week. */
export const WARM_UP_DAYS = 8;

export interface QuietPlan {
  readonly seed: number;
  readonly voices: number;
  readonly quiet: Quiet;
  readonly missing: number;
  /** Days that count. */
  readonly days: number;
}

/** Where a quiet series stands. */
export interface Moment {
  /** Minutes since the warm-up. */
  readonly at: number;
  readonly minute: number;
  readonly all: All;
  readonly crowd: Crowd;
}

/**
 * Lets all detectors watch a quiet crowd.
 * @param hear is told what the fold says, also while it learns
 * @param onMinute called after each minute that counts
 * @returns by score, the hourly peaks
 */
export function watchQuiet(
  plan: QuietPlan,
  hear?: Hear,
  onMinute?: (moment: Moment) => void,
): number[][] {
  const { seed, voices, quiet, missing, days } = plan;
  const phase = createRandom(seedOf(seed, 9)).uniform();
  const crowd = createCrowd({ seed, voicesPerMinute: voices, quiet, missing, phase });
  const all = createAll(quiet, hear);
  const peaks = SCORES.map(() => new HourlyPeaks());
  const warmUp = WARM_UP_DAYS * DAY;
  for (let minute = 0; minute < warmUp + days * DAY; minute += 1) {
    const expected = crowd.expected();
    all.push({ minute, ...crowd.next(null), expected });
    if (minute < warmUp) continue;
    for (const [index, peak] of peaks.entries()) peak.add(all.scores[index] ?? 0);
    onMinute?.({ at: minute - warmUp, minute, all, crowd });
  }
  return peaks.map(({ hours }) => hours);
}
