import { TRAFFIC } from './assumptions.ts';
import type { Measured } from './measured.ts';

const DAY_SECONDS = 86_400;

/** How long shared caches keep a file before they ask again. Seconds. */
export const CACHE_SECONDS = { status: 15, history: 60, rules: 300, pages: 15 } as const;

export type Weather = 'calm' | 'outage';

/** What so many users ask for, a second in the busiest half minute unless it says otherwise. */
export interface Demand {
  readonly users: number;
  readonly weather: Weather;
  /** Batches, in the mean of the day and in the busiest half minute. */
  readonly meanPosts: number;
  readonly posts: number;
  /** Requests for tokens, and tokens that batches bring. */
  readonly issues: number;
  readonly redeems: number;
  /** Readings of all public files, of which so many reach the origin. */
  readonly reads: number;
  readonly misses: number;
  /** Part of the readings that a CDN answers. */
  readonly hitRate: number;
}

/** A cache that is asked `rate` times a second asks the origin once in its time, and only when it is asked itself. */
function missesOf(rate: number, seconds: number, copies: number): number {
  const each = rate / copies;
  return each === 0 ? 0 : (copies * each) / (1 + each * seconds);
}

/** @returns what so many users ask for at the busiest time of such a day */
export function demandOf(users: number, weather: Weather, measured: Measured): Demand {
  const { habits, peak, rush } = measured;
  const { edgeSites, encodings, viewsCalm, viewsInOutage, viewHours, pages } = TRAFFIC;
  const perSecond = (perDay: number) => (users * perDay) / DAY_SECONDS;
  const calmPeak = (perDay: number) => perSecond(perDay) * peak.calm;
  const copies = edgeSites * encodings;
  const views =
    weather === 'calm'
      ? calmPeak(viewsCalm)
      : calmPeak(viewsCalm) + (users * viewsInOutage) / (viewHours * 3_600);
  const files = [
    { rate: calmPeak(habits.reads.status), seconds: CACHE_SECONDS.status, copies },
    { rate: calmPeak(habits.reads.history), seconds: CACHE_SECONDS.history, copies },
    { rate: calmPeak(habits.reads.rules), seconds: CACHE_SECONDS.rules, copies },
    { rate: views, seconds: CACHE_SECONDS.pages, copies: copies * pages },
  ];
  const reads = files.reduce((sum, { rate }) => sum + rate, 0);
  const misses = files.reduce(
    (sum, { rate, seconds, ...file }) => sum + missesOf(rate, seconds, file.copies),
    0,
  );
  const posts = perSecond(habits.reports) * peak[weather] * rush;
  return {
    ...{ users, weather, reads, misses, posts },
    meanPosts: perSecond(habits.reports),
    issues: calmPeak(habits.tokenFetches),
    // Tokens go with batches, but they do not become more when batches do.
    redeems: calmPeak(habits.tokensSpent) * rush,
    hitRate: 1 - misses / reads,
  };
}

/** Voices about the busiest service in the busiest minute. */
export function hotPerMinute({ posts, weather }: Demand, { busiest, rush }: Measured): number {
  return (posts / rush) * 60 * busiest[weather];
}
