import { percent, short } from '../format.ts';
import { type Check, calm, sum, target, wandering } from './target.ts';

export const quietCalm: Check = (measured) => {
  const cells = calm(measured);
  const bad = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed + shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  return {
    name: 'calm: confirmed alarms and outages',
    wanted: 'none',
    measured: `${bad} in ${short(years)} service-years`,
    met: bad === 0,
  };
};

export const alarmsCalm: Check = (measured) =>
  target(
    'calm: alarms of any level, the worst crowd',
    '≤ 12 a year',
    calm(measured).map(({ shippedQuiet, years }) => shippedQuiet.alarms / years),
    12,
    (rate) => `${short(rate)} a year`,
  );

export const alarmsWandering: Check = (measured) =>
  target(
    'wandering: alarms of any level, the worst crowd',
    '≤ 60 a year',
    wandering(measured).map(({ shippedQuiet, years }) => shippedQuiet.alarms / years),
    60,
    (rate) => `${short(rate)} a year`,
  );

export const confirmedWandering: Check = (measured) => {
  const cells = wandering(measured);
  const worst = Math.max(...cells.map(({ shippedQuiet, years }) => shippedQuiet.confirmed / years));
  const count = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed));
  const outages = sum(cells.map(({ shippedQuiet }) => shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  return {
    name: 'wandering: confirmed alarms, outages',
    wanted: '≤ 1 a year in every crowd, no outage',
    measured: `${count} and ${outages} in ${short(years)} service-years; worst crowd ${short(worst)} a year`,
    met: worst <= 1 && outages === 0,
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
