import type { Measured } from '../run/measure.ts';
import { targetsOf } from './targets.ts';

/** What README says of the verdict, by the target's name. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  [
    'delay over the oracle’s, 30 and 300 voices a minute: median of 12 settings',
    'verdict: delay over that of an oracle that is told the size of the outage, median',
  ],
  [
    '80 % at 30 voices a minute: `confirmed`, mean, worst of the three kinds of quiet',
    'verdict: an 80 % outage among 30 voices a minute confirmed, mean, worst crowd',
  ],
  ['calm: confirmed alarms and outages', 'verdict: false confirmations in calm services'],
  [
    'an hour of k fakes a minute: `confirmed`, `outage`',
    'verdict: attacks of k networks confirmed',
  ],
]);

/** One line of README's table. */
export interface Headline {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
}

export function headlinesOf(measured: Measured): readonly Headline[] {
  const targets = new Map(targetsOf(measured).map((target) => [target.name, target]));
  return [...SHOWN].map(([name, what]) => {
    const target = targets.get(name);
    if (target === undefined) throw new Error(`there is no target called "${name}"`);
    return { what, measured: target.measured, goal: target.wanted };
  });
}
