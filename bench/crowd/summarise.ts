import { MS_PER_MINUTE } from '../../lib/protocol/vocabulary.ts';
import type { Counters } from './door.ts';
import type { SeriesStore } from './series-store.ts';
import { bustle, DAY_MINUTES, FAULTS, MIDNIGHT, SERVER_DOWN, SERVICES } from './shape.ts';
import type { Story } from './story.ts';
import type { Users } from './users.ts';

/** How often arrivals are counted and, while a fault is young, judged. Milliseconds. */
export const TICK_MS = 5_000;
export const TICKS_PER_MINUTE = MS_PER_MINUTE / TICK_MS;

/** Requests are compared with what is usual over so many minutes, or small crowds would seem to burst by chance. */
const SMOOTH_MINUTES = 5;

/** Minutes in which a crowd comes back to a server that was away. */
const RETURN_MINUTES = 15;

const SHARE_MINUTES = 10;

/** What was told of one fault; milliseconds from the first user who met it, null for never. */
export interface FaultResult {
  readonly fault: string;
  readonly suspected: number | null;
  readonly confirmed: number | null;
  readonly outage: number | null;
  /** Minutes from its end. */
  readonly over: number | null;
  /** Largest failing share among the users and as counted, in ten minutes. */
  readonly trueShare: number;
  readonly countedShare: number;
}

export interface DayResult {
  readonly users: number;
  readonly faults: readonly FaultResult[];
  /** Requests by minute of arrival. */
  readonly minutes: readonly number[];
  readonly requests: number;
  /** Mean over the day; the busiest minute; the busiest five seconds. A second. */
  readonly mean: number;
  readonly peak: number;
  readonly burst: number;
  /** Busiest minute over what is usual at that time: in each fault, and after the server was down. */
  readonly inFaults: readonly number[];
  /** Busiest five seconds over the mean five seconds, in each fault. */
  readonly bursts: readonly number[];
  readonly afterDown: number;
  /** Parts of the requests. */
  readonly repeated: number;
  readonly limited: number;
  /** Part of the batches that needed the larger of the two sizes. */
  readonly large: number;
  /** Part of the observations that came too late to count. */
  readonly late: number;
  /** Voices of the busiest service in its busiest hour, and those that counted after the caps. */
  readonly voices: number;
  readonly counted: number;
}

/** What a day leaves behind. */
export interface Day {
  readonly users: number;
  readonly people: Users;
  /** By tick. */
  readonly requests: readonly number[];
  readonly counters: Counters;
  readonly store: SeriesStore;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Of a list with holes. */
function sumsOf(counts: readonly number[], from: number, minutes: number): number {
  let sum = 0;
  for (let at = from; at < from + minutes; at += 1) sum += counts[at] ?? 0;
  return sum;
}

/** Largest failing share in ten minutes of a fault: among the users, and as counted. */
function sharesOf(story: Story, place: number, store: SeriesStore): [number, number] {
  const fault = FAULTS[place];
  if (fault === undefined) return [0, 0];
  let real = 0;
  let counted = 0;
  for (let at = fault.from; at + SHARE_MINUTES <= fault.to; at += 1) {
    const failed = sumsOf(story.failed, at, SHARE_MINUTES);
    real = Math.max(real, failed / Math.max(1, sumsOf(story.tried, at, SHARE_MINUTES)));
    const from = MIDNIGHT + at;
    const sums = store.sums(SERVICES[fault.service] ?? '', from, from + SHARE_MINUTES - 1);
    counted = Math.max(counted, sums.failed / Math.max(1, sums.tried));
  }
  return [real, counted];
}

/** Busiest minutes of a stretch over what is usual then. */
function overUsual(minutes: readonly number[], from: number, to: number): number {
  const mean = sumOf(minutes) / DAY_MINUTES;
  let most = 0;
  for (let at = from; at + SMOOTH_MINUTES <= to; at += 1) {
    const usual = Array.from({ length: SMOOTH_MINUTES }, (_, more) => mean * bustle(at + more));
    most = Math.max(most, sumOf(minutes.slice(at, at + SMOOTH_MINUTES)) / sumOf(usual));
  }
  return most;
}

/** Busiest tick of a stretch over its mean one. */
function burstOf(requests: readonly number[], from: number, to: number): number {
  const ticks = requests.slice(from * TICKS_PER_MINUTE, to * TICKS_PER_MINUTE);
  return (Math.max(...ticks) * ticks.length) / sumOf(ticks);
}

/** @returns what is worth telling of a day */
export function summarise({ users, people, requests, counters, store }: Day): DayResult {
  const minutes = Array.from({ length: DAY_MINUTES }, (_, at) =>
    sumOf(requests.slice(at * TICKS_PER_MINUTE, (at + 1) * TICKS_PER_MINUTE)),
  );
  const hours = Array.from({ length: 24 }, (_, hour) => sumsOf(people.voices, hour * 60, 60));
  const busiest = hours.indexOf(Math.max(...hours));
  const first = MIDNIGHT + busiest * 60;
  return {
    users,
    faults: people.stories.map((story, place) => {
      const { suspected, confirmed, outage, over } = story;
      const [trueShare, countedShare] = sharesOf(story, place, store);
      const fault = FAULTS[place]?.name ?? '';
      return { fault, suspected, confirmed, outage, over, trueShare, countedShare };
    }),
    minutes,
    requests: counters.requests,
    mean: counters.requests / DAY_MINUTES / 60,
    peak: Math.max(...minutes) / 60,
    burst: Math.max(...requests) / (TICK_MS / 1000),
    bursts: FAULTS.map(({ from, to }) => burstOf(requests, from, to)),
    inFaults: FAULTS.map(({ from, to }) => overUsual(minutes, from, to)),
    afterDown: overUsual(minutes, SERVER_DOWN.to, SERVER_DOWN.to + RETURN_MINUTES),
    repeated: counters.repeated / counters.requests,
    limited: counters.limited / counters.requests,
    late: counters.late / counters.observations,
    large: counters.large / counters.requests,
    voices: hours[busiest] ?? 0,
    counted: store.sums(SERVICES[0], first, first + 59).tried,
  };
}
