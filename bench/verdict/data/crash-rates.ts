import { readdirSync } from 'node:fs';
import { readCsv } from './read-csv.ts';

/** One hour of a crash-rate series. */
export interface Hour {
  /** Scaled so that the series' median is 2 %; null if it is missing. */
  readonly share: number | null;
  /** Whether experts called it anomalous. */
  readonly labelled: boolean;
}

const MEDIAN_SHARE = 0.02;
const MOST_SHARE = 0.95;
const HOUR_MS = 3_600_000;

/** @returns every series by its file's name, an entry for each hour from the first to the last */
export function readCrashRates(): ReadonlyMap<string, readonly Hour[]> {
  const names = readdirSync(new URL('crash-rates/', import.meta.url)).sort();
  return new Map(names.map((name) => [name.replace('.csv', ''), readSeries(name)]));
}

function readSeries(name: string): readonly Hour[] {
  const rows = readCsv(`crash-rates/${name}`);
  const values = rows
    .filter((row) => row.value !== '')
    .map((row) => Number(row.value))
    .sort((a, b) => a - b);
  const median = values[values.length >> 1] ?? 1;
  const first = Date.parse(rows[0]?.time ?? '');
  const last = Date.parse(rows.at(-1)?.time ?? '');
  const hours = new Array<Hour>((last - first) / HOUR_MS + 1).fill({
    share: null,
    labelled: false,
  });
  for (const row of rows) {
    const value = row.value ?? '';
    const share = Math.min(MOST_SHARE, (Number(value) / median) * MEDIAN_SHARE);
    hours[(Date.parse(row.time ?? '') - first) / HOUR_MS] = {
      share: value === '' ? null : share,
      labelled: row.label === '1',
    };
  }
  return hours;
}
