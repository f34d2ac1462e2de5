import { OURS_FAST, OURS_ROBUST, SCORES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { OUTAGE_MINUTES } from '../../tracks/simulated.ts';
import { percent, short } from '../format.ts';
import { cellOf, matchedAt, oracleAt } from '../lookup.ts';
import { dot, gridLine, logScale, type Role, svg, text } from './svg.ts';

const SHARE = 0.3;
const LEFT = 285;
const PANEL = 190;
const GAP = 26;
const TOP = 62;
const ROW = 21;
const TICKS = [1, 3, 10, 30, OUTAGE_MINUTES];

/** Every detector's mean delay in a 30 % outage, a panel for each number of voices. */
export function delayPlot(measured: Measured): string {
  const panels = [3, 30, 300].flatMap((voices) => cellOf(measured, voices, 'over-dispersed') ?? []);
  const rows = SCORES.filter(({ owner, name }) => owner !== 'oracle' && name !== OURS_ROBUST);
  const height = TOP + (rows.length + 1) * ROW + 34;
  const width = LEFT + 3 * (PANEL + GAP);
  const bottom = TOP + (rows.length + 1) * ROW;
  const yOf = (row: number) => TOP + row * ROW + 8;
  const parts = [
    text(12, 22, 'Mean minutes until a 30 % outage is noticed', { style: 'title' }),
    text(
      12,
      40,
      'Over-dispersed quiet, everyone at the same rate of false alarms; hollow: part of the outages missed',
      { style: 'small' },
    ),
    ...rows.map(({ name }, row) =>
      text(LEFT - 14, yOf(row) + 4, name, {
        anchor: 'end',
        ...(name === OURS_FAST ? { role: 'ours' as const } : {}),
      }),
    ),
    text(LEFT - 14, yOf(rows.length) + 4, 'oracle CUSUM (the yardstick)', { anchor: 'end' }),
  ];
  for (const [place, cell] of panels.entries()) {
    const from = LEFT + place * (PANEL + GAP);
    const xOf = logScale([1, OUTAGE_MINUTES], [from, from + PANEL]);
    parts.push(text(from, TOP - 8, `${cell.voices} voices a minute`, { style: 'small' }));
    for (const tick of TICKS) {
      parts.push(gridLine(xOf(tick), TOP, xOf(tick), bottom));
      parts.push(text(xOf(tick), bottom + 15, String(tick), { anchor: 'middle', style: 'small' }));
    }
    for (const [row, { name, owner }] of rows.entries()) {
      const delays = matchedAt(cell, name, SHARE)?.delays;
      if (delays === undefined) continue;
      const role: Role = name === OURS_FAST ? 'ours' : owner === 'ablation' ? 'second' : 'peer';
      const x = xOf(delays.mean);
      parts.push(dot(x, yOf(row), role, delays.missed > 0));
      const label = delays.missed > 0 ? `${percent(delays.missed)} missed` : short(delays.mean);
      const isRight = x > from + PANEL - 80;
      parts.push(
        text(isRight ? x - 9 : x + 9, yOf(row) + 4, label, {
          style: 'small',
          anchor: isRight ? 'end' : 'start',
        }),
      );
    }
    const oracle = oracleAt(cell, SHARE)?.delays.mean;
    if (oracle !== undefined) {
      parts.push(dot(xOf(oracle), yOf(rows.length), 'ink'));
      parts.push(text(xOf(oracle) + 9, yOf(rows.length) + 4, short(oracle), { style: 'small' }));
    }
  }
  return svg(width, height, 'Mean minutes until a 30 % outage is noticed, by detector', parts);
}
