import { SCORES } from '../detectors/all-detectors.ts';
import { DAY } from '../sim/crowd.ts';
import { mostLiars } from '../sim/most-liars.ts';
import { seedOf } from '../sim/random.ts';
import { branchOff } from './branch.ts';
import { type QuietPlan, watchQuiet } from './quiet.ts';

/** Length of an attack. Minutes. */
const ATTACK_MINUTES = 60;

/** Failing fakes a minute, in multiples of k (see `mostLiars`); 0 stands for one fake. */
export const FAKES = [0, 0.5, 1, 1.5, 2, 3, 5, 8] as const;

/** A detector is broken by so many fakes if more than this part of the hours raise an alarm. */
export const BROKEN = 0.01;

export interface AttackPlan extends Omit<QuietPlan, 'days'> {
  /** Attacks of each strength. */
  readonly attacks: number;
  /** By score, one threshold. */
  readonly thresholds: readonly number[];
}

export interface AttackResult {
  readonly voices: number;
  readonly quiet: QuietPlan['quiet'];
  readonly attacks: number;
  readonly strengths: readonly Strength[];
}

/** What attacks of one strength did. Parts of the attacks. */
export interface Strength {
  readonly fakes: number;
  readonly suspected: number;
  readonly confirmed: number;
  readonly outage: number;
  /** By score, alarms at the threshold. */
  readonly alarmed: readonly number[];
}

function liars(fakes: number, tried: number): number {
  return fakes === 0 ? 1 : Math.round(fakes * mostLiars(tried));
}

/** Track D: hours in which some networks claim a failure each minute, while nothing is wrong. */
export function attack(plan: AttackPlan): AttackResult {
  const { attacks, thresholds } = plan;
  const counts = FAKES.map((fakes) => ({
    ...{ fakes, suspected: 0, confirmed: 0, outage: 0 },
    alarmed: SCORES.map(() => 0),
    fresh: SCORES.map(() => 0),
  }));
  const every = 191;
  let state = 'unknown';
  let due = 0;
  let done = 0;
  const hear = (_: number, verdict: { state: string }) => {
    state = verdict.state;
  };
  const days = Math.ceil((attacks * every) / DAY) + 1;
  watchQuiet({ ...plan, days }, hear, (moment) => {
    if (moment.at < due || done >= attacks) return;
    if (state !== 'operational' && state !== 'unknown') return;
    due = moment.at + every;
    done += 1;
    for (const [index, count] of counts.entries()) {
      const { passages, told } = branchOff(moment, {
        seed: seedOf(plan.seed, 1000 + done * FAKES.length + index),
        shape: () => null,
        minutes: ATTACK_MINUTES,
        after: 0,
        thresholds: [],
        fakes: (tried) => liars(count.fakes, tried),
      });
      if (told.some(({ level }) => level !== null)) count.suspected += 1;
      if (told.some(({ level }) => level === 'confirmed')) count.confirmed += 1;
      if (told.some((change) => change.state === 'outage')) count.outage += 1;
      for (const [score, passage] of passages.entries()) {
        const delay = passage.delayAt(thresholds[score] ?? Number.POSITIVE_INFINITY);
        if (delay === undefined) continue;
        count.fresh[score] = (count.fresh[score] ?? 0) + 1;
        if (delay !== null) count.alarmed[score] = (count.alarmed[score] ?? 0) + 1;
      }
    }
  });
  return {
    voices: plan.voices,
    quiet: plan.quiet,
    attacks: done,
    strengths: counts.map(({ fakes, suspected, confirmed, outage, alarmed, fresh }) => ({
      fakes,
      suspected: suspected / done,
      confirmed: confirmed / done,
      outage: outage / done,
      alarmed: alarmed.map((count, score) => count / Math.max(1, fresh[score] ?? 1)),
    })),
  };
}
