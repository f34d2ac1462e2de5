import { SHARES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { delay, percent, ratio, short, table } from '../format.ts';
import { cellOf, ratioToOracle, shippedAt } from '../lookup.ts';

/** The fold as it ships: false alarms. */
export function shippedQuietSection({ cells }: Measured): string {
  return table(
    [
      'voices a minute',
      'quiet',
      'minutes lost',
      'service-years',
      'alarms a year',
      'confirmed a year',
      'outages',
      '`operational`',
    ],
    cells.map(({ voices, quiet, missing, years, shippedQuiet }) => [
      String(voices),
      quiet,
      percent(missing),
      short(years),
      short(shippedQuiet.alarms / years),
      short(shippedQuiet.confirmed / years),
      String(shippedQuiet.outages),
      percent(shippedQuiet.operational),
    ]),
  );
}

/** The fold as it ships: delays. */
export function shippedSection(measured: Measured): string {
  const rows = measured.cells.flatMap((cell) =>
    SHARES.flatMap((share) => {
      const result = shippedAt(cell, share);
      if (result === undefined || cell.missing > 0) return [];
      const ends =
        share >= 0.3
          ? [short(result.recovering.median), short(result.operational.median)]
          : ['', ''];
      return [
        [
          String(cell.voices),
          cell.quiet,
          percent(share),
          delay(result.noticed),
          short(result.noticed.p90),
          ratio(ratioToOracle(cell, share)),
          delay(result.confirmed),
          delay(result.outage),
          ...ends,
          percent(result.restless),
        ],
      ];
    }),
  );
  return table(
    [
      'voices a minute',
      'quiet',
      'failing',
      'noticed',
      'p90',
      'over the oracle’s',
      'confirmed',
      'outage',
      'recovering',
      'operational',
      '> 4 changes',
    ],
    rows,
  );
}

/** What lost minutes cost. */
export function missingSection(measured: Measured): string {
  const rows = measured.cells
    .filter(({ missing }) => missing > 0)
    .map((cell) => {
      const whole = cellOf(measured, cell.voices, cell.quiet);
      const both = (share: number) => {
        const lost = shippedAt(cell, share)?.noticed.mean;
        const full = whole && shippedAt(whole, share)?.noticed.mean;
        return `${short(lost)} (${short(full)})`;
      };
      return [
        String(cell.voices),
        cell.quiet,
        percent(cell.missing),
        short(cell.shippedQuiet.alarms / cell.years),
        both(0.8),
        both(0.3),
        both(0.15),
      ];
    });
  return table(
    ['voices a minute', 'quiet', 'minutes lost', 'alarms a year', '80 %', '30 %', '15 %'],
    rows,
  );
}
