import { QUIETS } from '../sim/crowd.ts';
import { seedOf } from '../sim/random.ts';
import { SERIES_VOICES } from '../tracks/real-series.ts';
import type { Plan } from './jobs.ts';

/** How much of everything is simulated. */
export interface Size {
  readonly name: 'full' | 'quick' | 'tiny';
  readonly voices: readonly number[];
  /** Voices a minute whose cells are simulated longer. */
  readonly mainVoices: readonly number[];
  readonly missing: readonly number[];
  /** Voices a minute for which minutes are lost. */
  readonly missingVoices: readonly number[];
  /** Days of each crowd that thresholds are tuned on, and in how many pieces. */
  readonly tuneDays: number;
  readonly tunePieces: number;
  readonly mainDays: number;
  readonly days: number;
  readonly missingDays: number;
  /** Outages of each share and shape in a cell. */
  readonly outages: number;
  readonly rounds: number;
  readonly attacks: number;
  readonly runs: number;
  /** Whether the real series of track C are watched. */
  readonly series: boolean;
}

const YEAR_DAYS = 365;

export const SIZES: Readonly<Record<Size['name'], Size>> = {
  full: {
    name: 'full',
    voices: [0.3, 1, 3, 10, 30, 100, 300],
    mainVoices: [3, 30, 300],
    missing: [0.05, 0.3],
    missingVoices: [3, 30],
    tuneDays: 2 * YEAR_DAYS,
    tunePieces: 3,
    mainDays: 5 * YEAR_DAYS,
    days: 2 * YEAR_DAYS,
    missingDays: YEAR_DAYS,
    outages: 150,
    rounds: 4,
    attacks: 400,
    runs: 600,
    series: true,
  },
  quick: {
    name: 'quick',
    voices: [3, 30, 300],
    mainVoices: [],
    missing: [0.3],
    missingVoices: [30],
    tuneDays: 60,
    tunePieces: 2,
    mainDays: 60,
    days: 60,
    missingDays: 60,
    outages: 12,
    rounds: 1,
    attacks: 20,
    runs: 30,
    series: true,
  },
  tiny: {
    name: 'tiny',
    voices: [30],
    mainVoices: [],
    missing: [],
    missingVoices: [],
    tuneDays: 2,
    tunePieces: 1,
    mainDays: 2,
    days: 2,
    missingDays: 2,
    outages: 2,
    rounds: 0,
    attacks: 2,
    runs: 2,
    series: false,
  },
};

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
  return [0, 1, 2, 3].map((ratio) => ({ seed: seedFor('flood', ratio), ratio, runs: size.runs }));
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
