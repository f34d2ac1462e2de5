import type { Measured } from '../../run/measure.ts';
import { percent, short } from '../format.ts';
import { ratioToOracle } from '../lookup.ts';
import { dot, gridLine, logScale, path, type Role, svg, text } from './svg.ts';

const WIDTH = 720;
const HEIGHT = 330;
const LEFT = 52;
const RIGHT = 600;
const TOP = 56;
const BOTTOM = 280;
const MOST = 2;

const LINES: readonly { share: number; role: Role; dashes: string }[] = [
  { share: 0.8, role: 'ours', dashes: '' },
  { share: 0.3, role: 'second', dashes: '8 4' },
  { share: 0.15, role: 'bad', dashes: '3 3' },
  { share: 0.08, role: 'peer', dashes: '10 3 2 3' },
];

function yOf(ratio: number): number {
  return BOTTOM - ((Math.min(MOST, ratio) - 0.8) / (MOST - 0.8)) * (BOTTOM - TOP);
}

/** The shipped fold's delay over the oracle's at the same rate of false alarms. */
export function ratioPlot({ cells }: Measured): string {
  const shown = cells.filter(({ quiet, missing }) => quiet === 'over-dispersed' && missing === 0);
  const xOf = logScale([0.3, 300], [LEFT, RIGHT]);
  const parts = [
    text(12, 22, 'Delay over the oracle’s, which is told the size of the outage', {
      style: 'title',
    }),
    text(12, 40, 'The fold as shipped, over-dispersed quiet, at its own rate of false alarms', {
      style: 'small',
    }),
    text((LEFT + RIGHT) / 2, HEIGHT - 10, 'voices a minute', { anchor: 'middle', style: 'small' }),
  ];
  for (const tick of [0.8, 1, 1.2, 1.4, 1.6, 1.8, 2]) {
    parts.push(gridLine(LEFT, yOf(tick), RIGHT, yOf(tick)));
    parts.push(
      text(LEFT - 8, yOf(tick) + 4, tick === MOST ? `≥ ${tick}` : String(tick), {
        anchor: 'end',
        style: 'small',
      }),
    );
  }
  for (const { voices } of shown) {
    parts.push(text(xOf(voices), BOTTOM + 18, short(voices), { anchor: 'middle', style: 'small' }));
  }
  const ends = LINES.map(({ share, role, dashes }) => {
    const points = shown.flatMap((cell): [number, number][] => {
      const ratio = ratioToOracle(cell, share);
      return ratio === undefined ? [] : [[xOf(cell.voices), yOf(ratio)]];
    });
    parts.push(path(points, role, dashes), ...points.map(([x, y]) => dot(x, y, role)));
    return { share, role, y: points.at(-1)?.[1] ?? BOTTOM };
  });
  let free = Number.NEGATIVE_INFINITY;
  for (const { share, role, y } of ends.sort((a, b) => a.y - b.y)) {
    free = Math.max(free + 16, y);
    parts.push(text(RIGHT + 14, free + 4, `${percent(share)} failing`, { role }));
  }
  return svg(WIDTH, HEIGHT, 'Delay of the fold over the oracle’s by voices a minute', parts);
}
