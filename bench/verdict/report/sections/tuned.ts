import { SCORES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { QUIETS } from '../../sim/crowd.ts';
import type { CellResult } from '../../tracks/cell-result.ts';
import { RATES } from '../../tracks/simulated.ts';
import { delay, short, table } from '../format.ts';
import { cellOf } from '../lookup.ts';

/** False alarms that came about where none were tuned. */
export function achievedSection(measured: Measured): string {
  const cells = QUIETS.map((quiet) => cellOf(measured, 30, quiet)).filter(
    (cell) => cell !== undefined,
  );
  const rate = (cell: CellResult, place: number, at: number) => {
    const tuned = cell.scores[place]?.tuned[at];
    const [low, high] = tuned?.interval ?? [];
    return `${short(tuned?.rate)} (${short(low)} to ${short(high)})`;
  };
  const rows = SCORES.flatMap(({ name, owner }, place) =>
    owner === 'oracle'
      ? []
      : RATES.map((wanted, at) => [
          name,
          String(wanted),
          ...cells.map((cell) => rate(cell, place, at)),
        ]),
  );
  return table(['detector', 'tuned to', ...cells.map(({ quiet }) => quiet)], rows);
}

/** What each detector does at thresholds tuned elsewhere, and how it ends. */
export function tunedSection(measured: Measured): string {
  const cells = (['over-dispersed', 'wandering'] as const)
    .map((quiet) => cellOf(measured, 30, quiet))
    .filter((cell) => cell !== undefined);
  const rows = SCORES.flatMap(({ name, owner }, place) => {
    if (owner === 'oracle') return [];
    return [
      [
        name,
        ...cells.flatMap((cell) => {
          const tuned = cell.scores[place]?.tuned.at(-1);
          const of = (share: number) =>
            tuned?.settings.find((setting) => setting.share === share && setting.shape === 'step');
          const end =
            owner === 'peer' ? [short(of(0.8)?.quietAfter), short(of(0.3)?.flips)] : ['', ''];
          return [short(tuned?.rate), delay(of(0.8)?.delays), delay(of(0.3)?.delays), ...end];
        }),
      ],
    ];
  });
  const head = cells.flatMap(({ quiet }) => [
    `${quiet}: false alarms a year`,
    '80 %',
    '30 %',
    'silent after',
    'flips in 30 %',
  ]);
  return table(['detector', ...head], rows);
}
