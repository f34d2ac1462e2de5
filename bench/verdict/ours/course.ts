import { createFold, type Fold, type Verdict } from '../../../server/verdict/fold.ts';
import type { Crowd } from '../sim/crowd.ts';
import type { Shape } from '../sim/shapes.ts';

/** A change as the fold told it, `at` in minutes since the incident's start. */
export interface Told {
  readonly at: number;
  readonly state: Verdict['state'];
  readonly level: Verdict['level'];
}

export interface CourseOptions {
  readonly fold: Fold;
  readonly crowd: Crowd;
  readonly shape: Shape;
  /** Minutes to follow from the incident's start. */
  readonly minutes: number;
  /** Fakes that all fail, by minute and honest voices. */
  readonly fakes?: (at: number, tried: number) => number;
  /** Fakes that all work. */
  readonly flood?: (at: number, tried: number) => number;
}

/**
 * Lets a copy of the fold live through an incident. The fold and the crowd given stay as they are.
 * @param crowd forked already: it is used up
 */
export function followCourse(options: CourseOptions): readonly Told[] {
  const { crowd, shape, minutes, fakes, flood } = options;
  const told: Told[] = [];
  const snapshot = options.fold.snapshot();
  const start = (snapshot.minute ?? -1) + 1;
  const fold = createFold(snapshot, (minute, { state, level }) => {
    told.push({ at: minute - start, state, level });
  });
  for (let at = 0; at < minutes; at += 1) {
    const { tried, failed } = crowd.next(shape(at));
    const lies = fakes?.(at, tried) ?? 0;
    const successes = flood?.(at, tried) ?? 0;
    fold.push({ minute: start + at, tried: tried + lies + successes, failed: failed + lies });
  }
  return told;
}

/** What became of one incident; minutes are delays (1: seen in the first minute) or null for never. */
export interface Fate {
  /** To `degraded` or `outage`. */
  readonly noticed: number | null;
  readonly confirmed: number | null;
  readonly outage: number | null;
  /** From the incident's end. */
  readonly recovering: number | null;
  readonly operational: number | null;
  /** Changes of state. */
  readonly transitions: number;
  /** Changes of state or level. */
  readonly lines: number;
  /** Whether it was called over while it went on. */
  readonly liftedEarly: boolean;
}

/** @param end the incident's length in minutes */
export function fateOf(told: readonly Told[], end: number): Fate {
  const first = (from: number, fits: (change: Told) => boolean): number | null => {
    const change = told.find((candidate) => candidate.at >= from && fits(candidate));
    return change === undefined ? null : change.at - from + 1;
  };
  const isAlarm = ({ state }: Told) => state === 'degraded' || state === 'outage';
  const noticed = first(0, isAlarm);
  const within = (delay: number | null) => (delay !== null && delay <= end ? delay : null);
  const after = (state: Told['state']): number | null => {
    const last = told.findLast(({ at }) => at < end);
    if (last?.state === state || last?.state === 'operational') return 0;
    return first(end, (change) => change.state === state || change.state === 'operational');
  };
  return {
    noticed: within(noticed),
    confirmed: within(first(0, ({ level }) => level === 'confirmed')),
    outage: within(first(0, ({ state }) => state === 'outage')),
    recovering: after('recovering'),
    operational: after('operational'),
    transitions: told.filter(({ state }, index) => state !== told[index - 1]?.state).length,
    lines: told.length,
    liftedEarly:
      noticed !== null &&
      told.some(({ at, state }) => state === 'operational' && at >= noticed && at < end),
  };
}
