import type { Measured } from '../../run/measure.ts';
import type { CellResult } from '../../tracks/cell-result.ts';
import { part, percent, short } from '../format.ts';
import { shippedAt } from '../lookup.ts';
import { type Check, calm, minutes, sum, type Target, target } from './target.ts';

/** The crowd in which most faults of this share were called an outage. */
function calledOutage(
  name: string,
  wanted: string,
  measured: Measured,
  share: number,
  limit: number,
): Target {
  const parts = calm(measured).flatMap((cell) => {
    const outage = shippedAt(cell, share)?.outage;
    return outage === undefined ? [] : [{ part: 1 - outage.missed, of: outage.outages }];
  });
  const [worst] = parts.toSorted((one, other) => other.part - one.part);
  if (worst === undefined) return { name, wanted, measured: 'not in this run', met: null };
  return { name, wanted, measured: part(worst.part, worst.of), met: worst.part <= limit };
}

export const moderate: Check = (measured) =>
  calledOutage(
    'a 30 % fault of two hours called `outage`, calm, worst crowd',
    'rarely (≤ 5 %)',
    measured,
    0.3,
    0.05,
  );

export const mild: Check = (measured) =>
  calledOutage('a 15 % fault called `outage`, calm, worst crowd', 'never', measured, 0.15, 0);

export const over: Check = (measured) => {
  const all = calm(measured, 30).flatMap((cell) => shippedAt(cell, 0.8)?.operational ?? []);
  const median = Math.max(...all.map((delays) => delays.median));
  const p90 = Math.max(...all.map((delays) => delays.p90));
  return {
    name: 'after 80 % at 30 voices a minute or more: `operational`, median and p90, worst crowd',
    wanted: '≤ 15 and ≤ 30 min',
    measured: `${short(median)} and ${short(p90)} min`,
    met: all.length === 0 ? null : median <= 15 && p90 <= 30,
  };
};

export const overSmall: Check = (measured) =>
  target(
    'after 80 % at 3 voices a minute: `recovering`, median',
    '≤ 20 min',
    calm(measured)
      .filter(({ voices }) => voices === 3)
      .map((cell) => shippedAt(cell, 0.8)?.recovering.median),
    20,
    minutes,
  );

function worstPart(
  measured: Measured,
  pick: (result: CellResult['shipped'][number]) => number,
): { mean: number; of: number; worst: number; where: string } {
  const all = measured.cells
    .filter(({ missing, voices }) => missing === 0 && voices >= 3)
    .flatMap((cell) =>
      cell.shipped
        .filter(({ share }) => share >= 0.15)
        .map((result) => ({
          value: pick(result),
          outages: result.noticed.outages,
          where: `${cell.voices} voices a minute, ${cell.quiet}, ${percent(result.share)} ${result.shape}`,
        })),
    )
    .sort((a, b) => b.value - a.value);
  const [first] = all;
  return {
    mean: sum(all.map(({ value }) => value)) / all.length,
    of: sum(all.map(({ outages }) => outages)),
    worst: first?.value ?? Number.NaN,
    where: first?.where ?? '',
  };
}

export const restless: Check = (measured) => {
  const { mean, of, worst, where } = worstPart(measured, (result) => result.restless);
  return {
    name: 'incidents with more than four changes of state, 15 % and more',
    wanted: '≤ 3 %',
    measured: `${part(mean, of)}; worst ${percent(worst)} (${where})`,
    met: mean <= 0.03,
  };
};

export const lifted: Check = (measured) => {
  const { mean, of, worst, where } = worstPart(measured, (result) => result.liftedEarly);
  return {
    name: '`operational` while it still fails, 15 % and more',
    wanted: '≤ 1 %',
    measured: `${part(mean, of)}; worst ${percent(worst)} (${where})`,
    met: mean <= 0.01,
  };
};

export const silent: Check = ({ silences }) => ({
  name: 'silence: to `unknown`, back, green inside; trickle; after six days',
  wanted: '≤ 15 (30 at 3 voices), ≤ 30 min, never; none; none',
  measured: silences
    .map(
      (result) =>
        `${result.voices} voices: ${short(result.unknownWithin)}, ${short(result.backWithin)} min, ${result.greenInside}; ${result.trickle}; ${result.alarmsAfterDays}`,
    )
    .join(' · '),
  met:
    silences.length === 0
      ? null
      : silences.every(
          ({ voices, unknownWithin, backWithin, greenInside, trickle, alarmsAfterDays }) =>
            unknownWithin <= (voices === 3 ? 30 : 15) &&
            backWithin <= 30 &&
            greenInside + trickle + alarmsAfterDays === 0,
        ),
});
