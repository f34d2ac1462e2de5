import { type Delays, summarise } from '../metrics/delays.ts';
import { followCourse, type Told } from '../ours/course.ts';
import { createWarm } from '../ours/warm.ts';
import { mostLiars } from '../sim/most-liars.ts';
import { step } from '../sim/shapes.ts';

const FAULT_MINUTES = 60;

/** How long some networks go on with their failures after the fault's end. */
const DRIP_MINUTES = 180;

export interface DripPlan {
  readonly seed: number;
  readonly voices: number;
  /** Failing share of the fault. */
  readonly share: number;
  /** Networks that fail on and on: so many, or as many as the trim takes. */
  readonly fakes: number | 'k';
  readonly runs: number;
}

export interface DripResult extends Omit<DripPlan, 'seed' | 'runs'> {
  /** Runs in which the fault was confirmed; all else is of these. */
  readonly confirmed: number;
  /** From the fault's end until it was `recovering`, or better. */
  readonly eased: Delays;
  /** From its end until it was `operational`. */
  readonly over: Delays;
  /** Part of those that were still failing and confirmed three hours later, or were so again after easing. */
  readonly held: number;
}

function liars(fakes: DripPlan['fakes'], tried: number): number {
  return fakes === 'k' ? mostLiars(tried) : fakes;
}

const isFailing = ({ state, level }: Told) =>
  level === 'confirmed' && (state === 'degraded' || state === 'outage');

/** @returns minutes from the fault's end to the first of these states, null for never */
function until(told: readonly Told[], states: readonly Told['state'][]): number | null {
  const last = told.findLast(({ at }) => at < FAULT_MINUTES);
  if (last !== undefined && states.includes(last.state)) return 0;
  const change = told.find(({ at, state }) => at >= FAULT_MINUTES && states.includes(state));
  return change === undefined ? null : change.at - FAULT_MINUTES + 1;
}

function isHeld(told: readonly Told[]): boolean {
  const eased = told.findIndex(({ at, state }) => at >= FAULT_MINUTES && state === 'recovering');
  const last = told.at(-1);
  if (last !== undefined && isFailing(last)) return true;
  return eased >= 0 && told.slice(eased).some(isFailing);
}

/** A fault of an even crowd, after whose end some networks go on to claim it. */
export function keepOpen({ seed, voices, share, fakes, runs }: DripPlan): DripResult {
  const warm = createWarm({ seed, voicesPerMinute: voices, quiet: 'over-dispersed', swing: 0 });
  const courses = Array.from({ length: runs }, () =>
    followCourse({
      fold: warm.fold,
      crowd: warm.branch(),
      shape: step(share, FAULT_MINUTES),
      minutes: FAULT_MINUTES + DRIP_MINUTES,
      fakes: (at, tried) => (at < FAULT_MINUTES ? 0 : liars(fakes, tried)),
    }),
  ).filter((told) => told.some(({ at, level }) => at < FAULT_MINUTES && level === 'confirmed'));
  const of = (states: readonly Told['state'][]) =>
    summarise(
      courses.map((told) => until(told, states)),
      DRIP_MINUTES,
    );
  return {
    ...{ voices, share, fakes },
    confirmed: courses.length,
    eased: of(['recovering', 'operational']),
    over: of(['operational']),
    held: courses.filter(isHeld).length / Math.max(1, courses.length),
  };
}
