import { placeOf } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import type { Strength } from '../../tracks/attacks.ts';
import { dot, gridLine, path, type Role, svg, text } from './svg.ts';

const WIDTH = 760;
const HEIGHT = 330;
const LEFT = 52;
const RIGHT = 500;
const TOP = 56;
const BOTTOM = 280;
const VOICES = 30;

const yOf = (part: number) => BOTTOM - part * (BOTTOM - TOP);

function alarmed(name: string): (strength: Strength) => number {
  return ({ alarmed: parts }) => parts[placeOf(name)] ?? 0;
}

const LINES: readonly {
  name: string;
  role: Role;
  dashes: string;
  of: (strength: Strength) => number;
}[] = [
  { name: 'Outcry: outage', role: 'ink', dashes: '', of: ({ outage }) => outage },
  { name: 'Outcry: confirmed', role: 'ours', dashes: '', of: ({ confirmed }) => confirmed },
  { name: 'Outcry: suspected', role: 'second', dashes: '8 4', of: ({ suspected }) => suspected },
  {
    name: 'confirmed, untrimmed',
    role: 'bad',
    dashes: '3 3',
    of: alarmed('Outcry, confirmed, untrimmed'),
  },
  {
    name: 'Downdetector-like, rolling',
    role: 'peer',
    dashes: '10 3 2 3',
    of: alarmed('Downdetector-like, rolling'),
  },
];

/** Part of the hours in which fakes raise an alarm, by their number. */
export function fakesPlot({ attacks }: Measured): string {
  const result = attacks.find(
    ({ voices, quiet }) => voices === VOICES && quiet === 'over-dispersed',
  );
  const strengths = result?.strengths ?? [];
  const step = (RIGHT - LEFT) / Math.max(1, strengths.length - 1);
  const parts = [
    text(12, 22, 'Hours of attack that raise an alarm', { style: 'title' }),
    text(
      12,
      40,
      `${VOICES} honest voices a minute, nothing wrong; k is two networks or a tenth of the voices`,
      { style: 'small' },
    ),
    text((LEFT + RIGHT) / 2, HEIGHT - 10, 'networks that claim a failure each minute', {
      anchor: 'middle',
      style: 'small',
    }),
  ];
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(gridLine(LEFT, yOf(part), RIGHT, yOf(part)));
    parts.push(text(LEFT - 8, yOf(part) + 4, `${100 * part} %`, { anchor: 'end', style: 'small' }));
  }
  for (const [index, { fakes }] of strengths.entries()) {
    const word = fakes === 0 ? 'one' : `${fakes} k`;
    parts.push(text(LEFT + index * step, BOTTOM + 18, word, { anchor: 'middle', style: 'small' }));
  }
  for (const [line, { name, role, dashes, of }] of LINES.entries()) {
    const points = strengths.map((strength, index): [number, number] => [
      LEFT + index * step,
      yOf(of(strength)),
    ]);
    const y = TOP + 16 + line * 24;
    parts.push(path(points, role, dashes), ...points.map(([x, at]) => dot(x, at, role)));
    parts.push(
      path(
        [
          [RIGHT + 30, y],
          [RIGHT + 58, y],
        ],
        role,
        dashes,
      ),
    );
    parts.push(text(RIGHT + 66, y + 4, name, { role }));
  }
  return svg(
    WIDTH,
    HEIGHT,
    'Part of the hours in which fakes raise an alarm, by their number',
    parts,
  );
}
