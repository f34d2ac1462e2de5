import { about, part, short } from '../format.ts';
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
    why: 'with the fakes the trimmed minute is the honest one, and at 3 voices a minute that wander it looks like a fault now and then',
  };
};

export const afterFakes: Check = ({ afterFakes: results }) => {
  const steady = results.filter(({ swing }) => swing === 0);
  return {
    name: 'a true 80 % outage after them: `confirmed`, mean (constant voices)',
    wanted: '≤ 5 min',
    measured: steady
      .map(({ voices, confirmed }) => `${about(confirmed)} at ${voices} voices`)
      .join(', '),
    met: steady.length === 0 ? null : steady.every(({ confirmed }) => confirmed.mean <= 5),
    why: 'of three voices two may be liars; what is left takes that long to tell',
  };
};

export const soothed: Check = ({ floods }) => {
  const pairs = floods
    .filter(({ fakes }) => fakes === 'k')
    .flatMap((hidden) => {
      const open = floods.find(
        ({ fakes, voices, share }) =>
          fakes === 0 && voices === hidden.voices && share === hidden.share,
      );
      return open === undefined ? [] : [{ hidden, open }];
    })
    .toSorted((one, other) => other.hidden.soothed - one.hidden.soothed);
  const [worst] = pairs;
  const name = 'a fault of 80 or 30 % called over or easing while k networks a minute say it works';
  const wanted = 'as rarely as without them';
  if (worst === undefined) return { name, wanted, measured: 'not in this run', met: null };
  const { hidden, open } = worst;
  return {
    ...{ name, wanted },
    measured: `worst ${part(hidden.soothed, hidden.runs)}, without them ${part(open.soothed, open.runs)} (${hidden.voices} voices, ${100 * hidden.share} %)`,
    met: pairs.every((pair) => pair.hidden.soothed <= pair.open.soothed + 0.01),
  };
};

export const held: Check = ({ drips }) => {
  const told = drips.filter(({ fakes, confirmed }) => fakes !== 0 && confirmed > 0);
  const [worst] = told.toSorted((one, other) => other.held - one.held);
  const name = 'a fault that is over and kept failing and confirmed by one or k networks';
  const wanted = 'never';
  if (worst === undefined) return { name, wanted, measured: 'not in this run', met: null };
  const { voices, fakes } = worst;
  return {
    ...{ name, wanted },
    measured: `worst ${part(worst.held, worst.confirmed)} (${fakes} beside ${voices} voices)`,
    met: worst.held === 0,
    why: 'two liars beside three voices cannot be told from a fault that goes on',
  };
};

export const overBesideOne: Check = ({ drips }) => {
  const [even] = drips.filter(
    ({ voices, share, fakes }) => voices === 30 && share === 0.8 && fakes === 1,
  );
  return {
    name: 'after 80 % at 30 voices a minute, one network failing on: `operational`, median',
    wanted: '≤ 30 min',
    measured: even === undefined ? 'not in this run' : `${short(even.over.median)} min`,
    met: even === undefined ? null : even.over.median <= 30,
  };
};

export const costs: Check = ({ cost }) => {
  const slowest = Math.max(...cost.map(({ tick }) => tick));
  return {
    name: 'one tick of 20 services: processor time at 3, 300 and 30,000 voices a minute',
    wanted: '≤ 5 ms, whatever the voices',
    measured: cost.map(({ tick }) => `${short(tick)} ms`).join(', '),
    met: cost.length === 0 ? null : slowest <= 5,
  };
};
