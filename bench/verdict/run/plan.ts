import { QUIETS } from '../sim/crowd.ts';
import { seedOf } from '../sim/random.ts';
import { HISTORY_DAYS } from '../tracks/cost.ts';
import { SERIES_VOICES } from '../tracks/real-series.ts';
import type { Plan } from './jobs.ts';
import type { Size } from './size.ts';

/** All randomness comes from this. */
export const SEED = 20_260_203;

/** Thresholds are tuned in over-dispersed crowds, and scored in all three kinds. */
export const TUNED_ON = 'over-dispersed';

/** A seed that only depends on what it is for. */
function seedFor(...purpose: readonly (string | number)[]): number {
  let hash = SEED;
  for (const letter of purpose.join('/')) hash = seedOf(hash, letter.charCodeAt(0));
  return hash;
}

/** Voices a minute for which thresholds are needed. */
export function tunedVoices(size: Size): readonly number[] {
  return size.series ? [...size.voices, SERIES_VOICES] : size.voices;
}

/** Quiet crowds to tune on, several pieces for each number of voices. */
export function tunePlans(size: Size): readonly Plan<'tune'>[] {
  return tunedVoices(size).flatMap((voices) =>
    Array.from({ length: size.tunePieces }, (_, piece) => ({
      seed: seedFor('tune', voices, piece),
      ...{ voices, quiet: TUNED_ON, missing: 0 },
      days: size.tuneDays,
    })),
  );
}

/** By voices a minute, a threshold per score for each of the rates. */
export type Thresholds = ReadonlyMap<number, readonly (readonly number[])[]>;

/** The cells of track A, the longest first. */
export function cellPlans(size: Size, thresholds: Thresholds): readonly Plan<'simulateCell'>[] {
  const crowds = [
    ...size.voices.map((voices) => ({ voices, missing: 0 })),
    ...size.missingVoices.flatMap((voices) => size.missing.map((missing) => ({ voices, missing }))),
  ];
  return crowds
    .flatMap(({ voices, missing }) =>
      QUIETS.map((quiet) => {
        const days = size.mainVoices.includes(voices) ? size.mainDays : size.days;
        return {
          seed: seedFor('cell', voices, quiet, missing),
          ...{ voices, quiet, missing },
          days: missing > 0 ? size.missingDays : days,
          outages: size.outages,
          thresholds: thresholds.get(voices) ?? [],
        };
      }),
    )
    .sort((a, b) => b.days - a.days);
}

/** Thresholds of one false alarm a year. */
function strict(thresholds: Thresholds, voices: number): readonly number[] {
  return (thresholds.get(voices) ?? []).map((levels) => levels.at(-1) ?? Number.POSITIVE_INFINITY);
}

function among(size: Size, voices: readonly number[]): readonly number[] {
  return voices.filter((number) => size.voices.includes(number));
}

export function incidentPlans(
  size: Size,
  thresholds: Thresholds,
): readonly Plan<'meetIncidents'>[] {
  if (size.rounds === 0) return [];
  return among(size, [3, 30, 300]).map((voices) => ({
    seed: seedFor('incidents', voices),
    ...{ voices, quiet: TUNED_ON, missing: 0, rounds: size.rounds },
    thresholds: strict(thresholds, voices),
  }));
}

export function seriesPlans(size: Size, thresholds: Thresholds): readonly Plan<'watchSeries'>[] {
  if (!size.series) return [];
  return [{ seed: seedFor('series'), thresholds: strict(thresholds, SERIES_VOICES) }];
}

export function attackPlans(size: Size, thresholds: Thresholds): readonly Plan<'attack'>[] {
  return among(size, [3, 10, 30, 300]).flatMap((voices) =>
    QUIETS.map((quiet) => ({
      seed: seedFor('attack', voices, quiet),
      ...{ voices, quiet, missing: 0, attacks: size.attacks },
      thresholds: strict(thresholds, voices),
    })),
  );
}

export function afterFakesPlans(size: Size): readonly Plan<'outageAfterFakes'>[] {
  return among(size, [3, 10, 30, 300]).flatMap((voices) =>
    [0, 0.75].map((swing) => ({
      seed: seedFor('after fakes', voices, swing),
      ...{ voices, quiet: TUNED_ON, swing, runs: size.runs },
    })),
  );
}

export function februaryPlans(size: Size): readonly Plan<'meetFebruary'>[] {
  return (['binomial', 'over-dispersed'] as const).map((quiet) => ({
    seed: seedFor('february', quiet),
    ...{ quiet, runs: size.runs },
  }));
}

export function floodPlans(size: Size): readonly Plan<'hideOutage'>[] {
  const floods = ([0, 'k', 1, 2, 3] as const).map((fakes) => ({ voices: 30, share: 0.8, fakes }));
  const few = among(size, [3, 300]).flatMap((voices) =>
    ([0, 'k'] as const).map((fakes) => ({ voices, share: 0.8, fakes })),
  );
  const moderate = among(size, [3, 30, 300]).flatMap((voices) =>
    ([0, 'k'] as const).map((fakes) => ({ voices, share: 0.3, fakes })),
  );
  return [...floods, ...few, ...moderate].map((plan) => ({
    ...plan,
    seed: seedFor('flood', plan.voices, plan.share, plan.fakes),
    runs: size.runs,
  }));
}

export function dripPlans(size: Size): readonly Plan<'keepOpen'>[] {
  return among(size, [3, 10, 30, 300]).flatMap((voices) =>
    [0.8, 0.3].flatMap((share) =>
      ([0, 1, 'k'] as const).map((fakes) => ({
        seed: seedFor('drip', voices, share, fakes),
        ...{ voices, share, fakes, runs: size.runs },
      })),
    ),
  );
}

/** Twenty services of a few, of many and of very many voices. */
export function costPlans(size: Size): readonly Plan<'weighTick'>[] {
  return [3, 300, 30_000].map((voices) => ({
    seed: seedFor('cost', voices),
    ...{ voices, days: Math.min(HISTORY_DAYS, size.mainDays) },
  }));
}

export function coldPlans(size: Size): readonly Plan<'startCold'>[] {
  return among(size, [3, 30, 300]).flatMap((voices) =>
    [0.005, 0.02, 0.05, 0.08, 0.12].map((share) => ({
      seed: seedFor('cold', voices, share),
      ...{ voices, share, starts: Math.ceil(size.runs / 10) },
    })),
  );
}

export function constantPlans(size: Size): readonly Plan<'holdRate'>[] {
  return among(size, [3, 30, 300]).flatMap((voices) =>
    [0.03, 0.04, 0.05, 0.06, 0.08, 0.12].map((share) => ({
      seed: seedFor('constant', voices, share),
      ...{ voices, quiet: TUNED_ON, share, runs: Math.ceil(size.runs / 20) },
    })),
  );
}

export function silencePlans(size: Size): readonly Plan<'fallSilent'>[] {
  return among(size, [3, 30]).map((voices) => ({
    seed: seedFor('silence', voices),
    ...{ voices, runs: Math.ceil(size.runs / 10) },
  }));
}
