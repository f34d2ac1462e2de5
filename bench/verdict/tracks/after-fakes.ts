import { type Delays, summarise } from '../metrics/delays.ts';
import { followCourse } from '../ours/course.ts';
import { createWarm } from '../ours/warm.ts';
import type { Quiet } from '../sim/crowd.ts';
import { mostLiars } from '../sim/most-liars.ts';

const ATTACK_MINUTES = 60;
const OUTAGE_MINUTES = 120;

export interface AfterFakesPlan {
  readonly seed: number;
  readonly voices: number;
  readonly quiet: Quiet;
  readonly swing: number;
  readonly runs: number;
}

export interface AfterFakesResult extends Omit<AfterFakesPlan, 'seed'> {
  /** Runs in which the fakes alone were confirmed. */
  readonly fooled: number;
  /** From the outage's start to `confirmed`. */
  readonly confirmed: Delays;
}

/** An hour of k fakes a minute, then a true outage of 80 %. */
export function outageAfterFakes(plan: AfterFakesPlan): AfterFakesResult {
  const { seed, voices, quiet, swing, runs } = plan;
  const warm = createWarm({ seed, voicesPerMinute: voices, quiet, swing });
  let fooled = 0;
  const delays: (number | null)[] = [];
  for (let run = 0; run < runs; run += 1) {
    const told = followCourse({
      fold: warm.fold,
      crowd: warm.branch(),
      shape: (at) => (at >= ATTACK_MINUTES ? 0.8 : null),
      minutes: ATTACK_MINUTES + OUTAGE_MINUTES,
      fakes: (at, tried) => (at < ATTACK_MINUTES ? mostLiars(tried) : 0),
    });
    const confirmed = told.find(({ level }) => level === 'confirmed');
    if (confirmed !== undefined && confirmed.at < ATTACK_MINUTES) fooled += 1;
    else delays.push(confirmed === undefined ? null : confirmed.at - ATTACK_MINUTES + 1);
  }
  const confirmed = summarise(delays, OUTAGE_MINUTES);
  return { voices, quiet, swing, runs, fooled, confirmed };
}
