import { quantile } from '../../../quantile.ts';
import { OURS_FAST } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { about, ratio, short } from '../format.ts';
import { bestPeer, matchedAt, ratioToOracle, shippedAt } from '../lookup.ts';
import { type Check, calm, delayTarget, target } from './target.ts';

function ratios(measured: Measured): readonly number[] {
  return calm(measured, 30)
    .filter(({ voices }) => voices === 30 || voices === 300)
    .flatMap((cell) => [0.8, 0.3, 0.15].map((share) => ratioToOracle(cell, share) ?? Number.NaN));
}

export const ratioMedian: Check = (measured) =>
  target(
    'delay over the oracle’s, 30 and 300 voices a minute: median of 12 settings',
    '≤ 1.3; goal ≤ 1.15',
    [quantile(ratios(measured), 0.5)],
    1.15,
    ratio,
  );

export const ratioWorst: Check = (measured) =>
  target('the same: worst of 12 settings', '≤ 2', ratios(measured), 2, ratio);

export const ratioSmall: Check = (measured) =>
  target(
    'the same at 3 voices a minute, 80 and 30 %: worst',
    '≤ 1.8',
    calm(measured)
      .filter(({ voices }) => voices === 3)
      .flatMap((cell) => [0.8, 0.3].map((share) => ratioToOracle(cell, share))),
    1.8,
    ratio,
  );

export const twice: Check = (measured) => {
  const wins = measured.cells
    .filter(({ missing, voices }) => missing === 0 && voices >= 3)
    .map((cell) => {
      const ours = matchedAt(cell, OURS_FAST, 0.3)?.delays.mean ?? Number.NaN;
      return (bestPeer(cell, 0.3)?.mean ?? Number.NaN) / ours;
    });
  const met = wins.filter((win) => win >= 2).length;
  return {
    name: 'partial outages (30 %): the best peer’s mean delay over ours, same rate of false alarms',
    wanted: '≥ 2 in every crowd, or a table that says where not',
    measured: `${ratio(Math.min(...wins))} to ${ratio(Math.max(...wins))}; at least 2 in ${met} of ${wins.length} crowds`,
    met: wins.length === 0 ? null : met === wins.length,
    why: 'the best peer, a Bayesian change point, is told the normal share here, and where noise is plain nothing can be twice as early as it: see the oracle’s column below',
  };
};

export const severe: Check = (measured) =>
  delayTarget(
    '80 % at 30 voices a minute or more: `confirmed` and `outage`, mean, worst crowd',
    '≤ 4 min',
    calm(measured, 30).flatMap((cell) => [
      shippedAt(cell, 0.8)?.confirmed,
      shippedAt(cell, 0.8)?.outage,
    ]),
    4,
  );

export const confirmedAt30: Check = (measured) =>
  delayTarget(
    '80 % at 30 voices a minute: `confirmed`, mean, worst of the three kinds of quiet',
    '≤ 2 min',
    measured.cells
      .filter(({ voices, missing }) => voices === 30 && missing === 0)
      .map((cell) => shippedAt(cell, 0.8)?.confirmed),
    2,
  );

export const confirmedAt3: Check = (measured) => {
  const cells = calm(measured).filter(({ voices }) => voices === 3);
  const all = cells.flatMap((cell) => {
    const confirmed = shippedAt(cell, 0.8)?.confirmed;
    return confirmed === undefined ? [] : [{ quiet: cell.quiet, confirmed }];
  });
  const met = all.every(({ confirmed: { mean, median } }) => mean < 31 && median < 9);
  return {
    name: '80 % at 3 voices a minute: `confirmed`, mean and median',
    wanted: 'sooner than 31 (9)',
    measured: all
      .map(({ quiet, confirmed }) => `${quiet} ${about(confirmed)} (${short(confirmed.median)})`)
      .join(', '),
    met: all.length === 0 ? null : met,
    why: 'at night there are fewer voices than may be liars, and nothing can be confirmed before the morning',
  };
};
