import { short } from '../format.ts';
import { type Check, sum } from './target.ts';

export const fooled: Check = ({ attacks }) => {
  const hours = sum(attacks.map((result) => result.attacks));
  const of = (pick: 'confirmed' | 'outage', kinds: readonly string[]) =>
    sum(
      attacks
        .filter(({ quiet }) => kinds.includes(quiet))
        .map((result) => {
          const strength = result.strengths.find(({ fakes }) => fakes === 1);
          return Math.round((strength?.[pick] ?? 0) * result.attacks);
        }),
    );
  const calmKinds = ['binomial', 'over-dispersed'];
  return {
    name: 'an hour of k fakes a minute: `confirmed`, `outage`',
    wanted: 'never',
    measured: `calm ${of('confirmed', calmKinds)} and ${of('outage', calmKinds)}, wandering ${of('confirmed', ['wandering'])} and ${of('outage', ['wandering'])} of ${hours} hours`,
    met: hours === 0 ? null : of('confirmed', [...calmKinds, 'wandering']) === 0,
  };
};

export const afterFakes: Check = ({ afterFakes: results }) => {
  const steady = results.filter(({ swing }) => swing === 0);
  return {
    name: 'a true 80 % outage after them: `confirmed`, mean (constant voices)',
    wanted: '≤ 5 min',
    measured: steady
      .map(({ voices, confirmed }) => `${short(confirmed.mean)} at ${voices} voices`)
      .join(', '),
    met: steady.length === 0 ? null : steady.every(({ confirmed }) => confirmed.mean <= 5),
  };
};
