import type { CellResult } from '../../tracks/cell-result.ts';
import { percent, rate, short } from '../format.ts';
import { type Check, calm, sum, type Target, wandering } from './target.ts';

export const quietCalm: Check = (measured) => {
  const cells = calm(measured);
  const confirmed = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed));
  const outages = sum(cells.map(({ shippedQuiet }) => shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  const worst = worstOf(cells, ({ shippedQuiet }) => shippedQuiet.confirmed);
  const isRare = worst === undefined || worst.shippedQuiet.confirmed / worst.years <= 1;
  return {
    name: 'calm: confirmed alarms and outages',
    wanted: '≤ 1 a year in every crowd, no outage',
    measured: `${confirmed} and ${outages} in ${short(years)} service-years: confirmed ${rate(confirmed, years)}`,
    met: isRare && outages === 0,
  };
};

function worstOf(cells: readonly CellResult[], count: (cell: CellResult) => number) {
  return cells.toSorted((one, other) => count(other) / other.years - count(one) / one.years)[0];
}

function alarmsTarget(name: string, cells: readonly CellResult[], limit: number): Target {
  const wanted = `≤ ${limit} a year`;
  const alarms = ({ shippedQuiet }: CellResult) => shippedQuiet.alarms;
  const worst = worstOf(cells, alarms);
  if (worst === undefined) return { name, wanted, measured: 'not in this run', met: null };
  return {
    ...{ name, wanted },
    measured: rate(alarms(worst), worst.years),
    met: alarms(worst) / worst.years <= limit,
  };
}

export const alarmsCalm: Check = (measured) =>
  alarmsTarget('calm: alarms of any level, the worst crowd', calm(measured), 12);

export const alarmsWandering: Check = (measured) =>
  alarmsTarget('wandering: alarms of any level, the worst crowd', wandering(measured), 60);

export const confirmedWandering: Check = (measured) => {
  const cells = wandering(measured);
  const confirmed = ({ shippedQuiet }: CellResult) => shippedQuiet.confirmed;
  const worst = worstOf(cells, confirmed);
  const count = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed));
  const outages = sum(cells.map(({ shippedQuiet }) => shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  return {
    name: 'wandering: confirmed alarms, outages',
    wanted: '≤ 1 a year in every crowd, no outage',
    measured: `${count} and ${outages} in ${short(years)} service-years; worst crowd ${worst === undefined ? '–' : rate(confirmed(worst), worst.years)}`,
    met: worst === undefined ? null : confirmed(worst) / worst.years <= 1 && outages === 0,
  };
};

export const green: Check = (measured) => {
  const least = Math.min(...calm(measured).map(({ shippedQuiet }) => shippedQuiet.operational));
  return {
    name: 'calm: time that is `operational`, the worst crowd',
    wanted: '≥ 97 %',
    measured: percent(least),
    met: least >= 0.97,
  };
};
