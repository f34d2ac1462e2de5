import { type Hour, readCrashRates } from '../data/crash-rates.ts';
import { readCsv } from '../data/read-csv.ts';
import { createAll, SCORES } from '../detectors/all-detectors.ts';
import { createRandom, seedOf } from '../sim/random.ts';
import { WARM_UP_DAYS } from './quiet.ts';

/** Voices that the hours of track C are given. Per minute. */
export const SERIES_VOICES = 60;

const HOUR = 60;

/** A labelled peak this high must be noticed. */
const PEAK = 0.3;

/** An alarm with no hour above this share nearby is false, whatever the labels say. */
const CALM = 0.05;

/** An outage needs an hour with such a share nearby. */
const QUARTER = 0.25;

export interface SeriesPlan {
  readonly seed: number;
  /** By score, one threshold. */
  readonly thresholds: readonly number[];
}

/** How one detector did on the real series. */
export interface OnSeries {
  readonly name: string;
  /** Labelled stretches with a peak of 30 % or more, and how many were noticed. */
  readonly peaks: number;
  readonly noticed: number;
  /** Days outside labels, and alarms in them. */
  readonly days: number;
  readonly unlabelled: number;
  /** Alarms with no hour above 5 % nearby. */
  readonly false: number;
  /** Alarms in the series of isolated errors. */
  readonly isolated: number;
}

export interface SeriesResult {
  readonly detectors: readonly OnSeries[];
  /** Outages that the fold called, and those of them without a quarter failing nearby. */
  readonly outages: number;
  readonly outagesWithoutQuarter: number;
  /** Confirmed incidents without an hour above 5 % nearby. */
  readonly falselyConfirmed: number;
}

/** By hour: which scores alarmed, and what the fold as shipped said. */
interface Watched {
  readonly alarmed: boolean[][];
  /** Hours in which an outage was called. */
  readonly called: number[];
  readonly confirmed: boolean[];
}

function watch(
  hours: readonly Pick<Hour, 'share'>[],
  plan: SeriesPlan,
  seed: number,
  failedAt: (minute: number, tried: number, share: number) => number,
): Watched {
  const random = createRandom(seed);
  const called: number[] = [];
  let state = 'unknown';
  let level: string | null = null;
  const all = createAll('wandering', (minute, verdict) => {
    if (verdict.state === 'outage') called.push(Math.floor(minute / HOUR));
    ({ state, level } = verdict);
  });
  const alarmed = [...SCORES, 'as shipped'].map(() => new Array<boolean>(hours.length).fill(false));
  const confirmed = new Array<boolean>(hours.length).fill(false);
  for (let minute = 0; minute < hours.length * HOUR; minute += 1) {
    const hour = Math.floor(minute / HOUR);
    const share = hours[hour]?.share ?? null;
    const tried = share === null ? 0 : random.poisson(SERIES_VOICES);
    const failed = share === null ? 0 : failedAt(minute, tried, share);
    all.push({ minute, tried, failed, expected: SERIES_VOICES });
    for (let place = 0; place < SCORES.length; place += 1) {
      const limit = plan.thresholds[place] ?? Number.POSITIVE_INFINITY;
      if ((all.scores[place] ?? 0) >= limit) (alarmed[place] ?? [])[hour] = true;
    }
    const isOpen = state === 'degraded' || state === 'outage';
    if (isOpen) (alarmed[SCORES.length] ?? [])[hour] = true;
    if (isOpen && level === 'confirmed') confirmed[hour] = true;
  }
  return { alarmed, called, confirmed };
}

function near<T>(values: readonly T[], at: number, fits: (value: T) => boolean): boolean {
  return values.slice(Math.max(0, at - 1), at + 2).some(fits);
}

/** First and last hour of each stretch of hours that fit. */
function stretches(count: number, fits: (hour: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let hour = 0; hour < count; hour += 1) {
    if (!fits(hour)) continue;
    const last = found.at(-1);
    if (last?.[1] === hour - 1) last[1] = hour;
    else found.push([hour, hour]);
  }
  return found;
}

const names = [...SCORES.map(({ name }) => name), 'as shipped'];

interface Tally {
  peaks: number;
  noticed: number;
  days: number;
  unlabelled: number;
  false: number;
  isolated: number;
}

function countSeries(hours: readonly Hour[], alarmed: readonly boolean[], tally: Tally): void {
  const share = (hour: number) => hours[hour]?.share ?? 0;
  const from = Math.min(hours.length, WARM_UP_DAYS * 24);
  for (const [first, last] of stretches(hours.length, (hour) => hours[hour]?.labelled ?? false)) {
    const highest = Math.max(...hours.slice(first, last + 1).map((_, at) => share(first + at)));
    if (first < from || highest < PEAK) continue;
    tally.peaks += 1;
    if (alarmed.slice(first, last + 2).includes(true)) tally.noticed += 1;
  }
  const isLabelled = (at: number) => near(hours, at, ({ labelled }) => labelled);
  for (let hour = from; hour < hours.length; hour += 1) if (!isLabelled(hour)) tally.days += 1 / 24;
  for (const [first, last] of stretches(hours.length, (hour) => alarmed[hour] ?? false)) {
    if (last < from) continue;
    const during = hours.slice(Math.max(0, first - 1), last + 2);
    if (!during.some(({ labelled }) => labelled)) tally.unlabelled += 1;
    if (during.every((hour) => (hour.share ?? 0) < CALM)) tally.false += 1;
  }
}

/** Track C: real crash rates with experts' labels, and errors that must not alarm. */
export function watchSeries(plan: SeriesPlan): SeriesResult {
  const tallies = names.map(
    (): Tally => ({ peaks: 0, noticed: 0, days: 0, unlabelled: 0, false: 0, isolated: 0 }),
  );
  let outages = 0;
  let outagesWithoutQuarter = 0;
  let falselyConfirmed = 0;
  for (const [index, hours] of [...readCrashRates().values()].entries()) {
    const random = createRandom(seedOf(plan.seed, 100 + index));
    const watched = watch(hours, plan, seedOf(plan.seed, index), (_, tried, share) =>
      random.binomial(tried, share),
    );
    watched.alarmed.forEach((alarmed, place) => {
      const tally = tallies[place];
      if (tally) countSeries(hours, alarmed, tally);
    });
    for (const hour of watched.called) {
      outages += 1;
      if (!near(hours, hour, ({ share }) => (share ?? 0) >= QUARTER)) outagesWithoutQuarter += 1;
    }
    for (const [first, last] of stretches(
      hours.length,
      (hour) => watched.confirmed[hour] ?? false,
    )) {
      const during = hours.slice(Math.max(0, first - 1), last + 2);
      if (during.every(({ share }) => (share ?? 0) < CALM)) falselyConfirmed += 1;
    }
  }
  const errors = readCsv('isolated-errors.csv').map((row) => Number(row.value));
  const isolated = Array.from({ length: Math.floor(errors.length / HOUR) }, () => ({ share: 0 }));
  const watched = watch(isolated, plan, seedOf(plan.seed, 99), (minute, tried) =>
    Math.min(tried, errors[minute] ?? 0),
  );
  watched.alarmed.forEach((alarmed, place) => {
    const tally = tallies[place];
    if (tally) tally.isolated = stretches(isolated.length, (hour) => alarmed[hour] ?? false).length;
  });
  return {
    detectors: names.map((name, place) => ({ name, ...(tallies[place] as Tally) })),
    outages,
    outagesWithoutQuarter,
    falselyConfirmed,
  };
}
