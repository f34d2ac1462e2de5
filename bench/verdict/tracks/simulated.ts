import { quantile } from '../../quantile.ts';
import { placeOf, SCORES, SHARES } from '../detectors/all-detectors.ts';
import { summarise } from '../metrics/delays.ts';
import { countIncidents } from '../metrics/false-alarms.ts';
import { alarmsAt, thresholdFor, yearsOf } from '../metrics/hourly-peaks.ts';
import { poissonInterval } from '../metrics/poisson-interval.ts';
import { type Fate, fateOf } from '../ours/course.ts';
import { DAY, YEAR } from '../sim/crowd.ts';
import { createRandom, seedOf } from '../sim/random.ts';
import { ramp, step } from '../sim/shapes.ts';
import { type Branch, branchOff } from './branch.ts';
import {
  type AtThreshold,
  type CellResult,
  type ScoreResult,
  SHAPES,
  type ShapeName,
  type ShippedResult,
} from './cell-result.ts';
import { type Moment, type QuietPlan, watchQuiet } from './quiet.ts';

/** False alarms a year that thresholds are tuned to. */
export const RATES = [12, 1] as const;

/** Length of a simulated outage, and how long it is watched after its end. Minutes. */
export const OUTAGE_MINUTES = 120;
const AFTER_MINUTES = 120;

export interface CellPlan extends QuietPlan {
  /** Outages of each share and shape. */
  readonly outages: number;
  /** By score, a threshold for each of `RATES`, tuned on another crowd. */
  readonly thresholds: readonly (readonly number[])[];
}

interface Setting {
  readonly share: number;
  readonly shape: ShapeName;
  readonly branches: Branch[];
  readonly fates: Fate[];
}

function shippedOf({ share, shape, fates }: Setting): ShippedResult {
  const of = (pick: (fate: Fate) => number | null, limit: number) =>
    summarise(fates.map(pick), limit);
  const part = (isTrue: (fate: Fate) => boolean) => fates.filter(isTrue).length / fates.length;
  return {
    share,
    shape,
    noticed: of((fate) => fate.noticed, OUTAGE_MINUTES),
    confirmed: of((fate) => fate.confirmed, OUTAGE_MINUTES),
    outage: of((fate) => fate.outage, OUTAGE_MINUTES),
    recovering: of((fate) => fate.recovering, AFTER_MINUTES),
    operational: of((fate) => fate.operational, AFTER_MINUTES),
    restless: part(({ transitions }) => transitions > 4),
    liftedEarly: part(({ liftedEarly }) => liftedEarly),
  };
}

function settingOf(setting: Setting, score: number, threshold: number, place: number | null) {
  const { share, shape, branches } = setting;
  const fresh = branches.filter(
    ({ passages }) => passages[score]?.delayAt(threshold) !== undefined,
  );
  const delays = fresh.map(({ passages }) => passages[score]?.delayAt(threshold) ?? null);
  const followed = fresh.flatMap((branch) => branch.followed[score]?.[place ?? -1] ?? []);
  const flips = followed.reduce((sum, follow) => sum + follow.flips, 0) / followed.length;
  return {
    share,
    shape,
    delays: summarise(delays, OUTAGE_MINUTES),
    quietAfter:
      place === null
        ? null
        : quantile(
            followed.map(({ quietAfter }) => quietAfter),
            0.5,
          ),
    flips: place === null ? null : flips,
  };
}

function isForScore(score: number, share: number): boolean {
  const { owner, name } = SCORES[score] ?? { owner: 'peer', name: '' };
  return owner !== 'oracle' || name.endsWith(`, ${100 * share} %`);
}

/** Tunes: the hourly peaks of every score, from a crowd that is never scored. */
export function tune(plan: QuietPlan): number[][] {
  return watchQuiet(plan);
}

/** Thresholds by score for each of `RATES`, from the peaks of several crowds. */
export function thresholdsFrom(runs: readonly (readonly number[][])[]): number[][] {
  return SCORES.map((_, score) => {
    const series = runs.map((peaks) => peaks[score] ?? []);
    return RATES.map((rate) => thresholdFor(series, Math.floor(rate * yearsOf(series))));
  });
}

/** One cell of track A: a crowd that is quiet for years, with outages that branch off it. */
export function simulateCell(plan: CellPlan): CellResult {
  const settings: Setting[] = SHARES.flatMap((share) =>
    SHAPES.map((shape) => ({ share, shape, branches: [], fates: [] })),
  );
  const every = Math.floor((plan.days * DAY) / plan.outages);
  const count = countIncidents();
  let operational = 0;
  let next = 0;
  const random = createRandom(seedOf(plan.seed, 8));
  const dueTimes = Array.from({ length: plan.outages }, (_, index) =>
    Math.floor((index + random.uniform()) * every),
  );
  const branchAll = (moment: Moment) => {
    for (const [index, { share, shape, branches, fates }] of settings.entries()) {
      const make = shape === 'step' ? step : ramp;
      const branch = branchOff(moment, {
        seed: seedOf(plan.seed, 1000 + moment.at * settings.length + index),
        shape: make(share, OUTAGE_MINUTES),
        minutes: OUTAGE_MINUTES,
        after: AFTER_MINUTES,
        thresholds: plan.thresholds,
      });
      branches.push(branch);
      fates.push(fateOf(branch.told, OUTAGE_MINUTES));
    }
  };
  let state = 'unknown';
  let isCounting = false;
  const hear: typeof count.hear = (minute, verdict) => {
    state = verdict.state;
    if (isCounting) count.hear(minute, verdict);
  };
  const peaks = watchQuiet(plan, hear, (moment) => {
    isCounting = true;
    if (state === 'operational') operational += 1;
    if (
      moment.at < (dueTimes[next] ?? Infinity) ||
      (state !== 'operational' && state !== 'unknown')
    )
      return;
    branchAll(moment);
    next += 1;
  });
  const years = (plan.days * DAY) / YEAR;
  const { alarms, confirmed, outages } = count.counted();
  const scores = SCORES.map(({ name, owner }, score): ScoreResult => {
    const series = [peaks[score] ?? []];
    const at = (threshold: number, place: number | null): AtThreshold => {
      const seen = alarmsAt(series, threshold);
      return {
        threshold,
        rate: seen / years,
        interval: poissonInterval(seen, years),
        settings: settings
          .filter(({ share }) => isForScore(score, share))
          .map((setting) => settingOf(setting, score, threshold, place)),
      };
    };
    // The oracle is told its false alarms too: it is no rival.
    const tuned = RATES.map((rate, place) =>
      owner === 'oracle'
        ? at(thresholdFor(series, Math.floor(rate * years)), null)
        : at(plan.thresholds[score]?.[place] ?? Number.POSITIVE_INFINITY, place),
    );
    return { name, tuned, matched: at(thresholdFor(series, Math.max(1, alarms)), null) };
  });
  return {
    voices: plan.voices,
    quiet: plan.quiet,
    missing: plan.missing,
    years,
    shippedQuiet: { alarms, confirmed, outages, operational: operational / (plan.days * DAY) },
    shipped: settings.map(shippedOf),
    scores,
  };
}

/** @returns the place in `SCORES` whose `matched` is the yardstick for a share */
export function oracleOf(share: number): number {
  return placeOf(`oracle CUSUM, ${100 * share} %`);
}
