import { gridLine, path, svg, text } from '../verdict/report/svg/svg.ts';
import { DAY_MINUTES, FAULTS, SERVER_DOWN } from './shape.ts';
import type { DayResult } from './summarise.ts';

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 46;
const RIGHT = 740;
const TOP = 66;
const BOTTOM = 256;
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** Requests over the day, by minute, each crowd against its own mean. */
export function requestsPlot(days: readonly DayResult[]): string {
  const day = days.at(-1);
  const minutes = day?.minutes ?? [];
  const mean = (day?.requests ?? 0) / DAY_MINUTES;
  const most = Math.ceil(2 * Math.max(1, ...minutes.map((count) => count / mean))) / 2;
  const xOf = (at: number) => LEFT + (at / DAY_MINUTES) * (RIGHT - LEFT);
  const yOf = (times: number) => BOTTOM - (times / most) * (BOTTOM - TOP);
  const users = (day?.users ?? 0).toLocaleString('en');
  const levels = Array.from({ length: Math.floor(most / 0.5) + 1 }, (_, step) => step * 0.5);
  const marks = [
    ...FAULTS.map(({ name, from, to }) => ({ name, from, to })),
    { name: 'our server away', ...SERVER_DOWN },
  ];
  const parts = [
    text(12, 22, `Requests with reports in a day of ${users} users, over the mean`, {
      style: 'title',
    }),
    text(12, 40, 'Each point is a minute; people use a failing chatbot more', { style: 'small' }),
    ...levels.flatMap((level) => [
      gridLine(LEFT, yOf(level), RIGHT, yOf(level)),
      text(LEFT - 8, yOf(level) + 4, `${level} ×`, { anchor: 'end', style: 'small' }),
    ]),
    ...HOURS.map((hour) =>
      text(xOf(hour * 60), BOTTOM + 18, `${hour}:00`, { anchor: 'middle', style: 'small' }),
    ),
    ...marks.flatMap(({ name, from, to }) => [
      path(
        [
          [xOf(from), BOTTOM - 3],
          [xOf(to), BOTTOM - 3],
        ],
        'second',
      ),
      text(xOf((from + to) / 2), BOTTOM - 9, name, {
        anchor: 'middle',
        style: 'small',
        role: 'second',
      }),
    ]),
    path(
      minutes.map((count, at): [number, number] => [xOf(at), yOf(count / mean)]),
      'ours',
    ),
  ];
  return svg(WIDTH, HEIGHT, `Requests by minute in a day of ${users} users`, parts);
}
