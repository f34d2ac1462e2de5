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

interface Entry {
  readonly value: number | null;
  readonly labelled: boolean;
}

function worse(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** By hour since the epoch; an hour that stands there twice has the higher rate. */
function readEntries(name: string): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  for (const row of readCsv(`crash-rates/${name}`)) {
    const hour = Date.parse(row.time ?? '') / HOUR_MS;
    const value = row.value === '' ? null : Number(row.value);
    const known = entries.get(hour);
    entries.set(hour, {
      value: known === undefined ? value : worse(known.value, value),
      labelled: row.label === '1' || (known?.labelled ?? false),
    });
  }
  return entries;
}

function readSeries(name: string): readonly Hour[] {
  const entries = readEntries(name);
  const values = [...entries.values()].flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
  const median = values[values.length >> 1] ?? 1;
  const first = Math.min(...entries.keys());
  const count = Math.max(...entries.keys()) - first + 1;
  return Array.from({ length: count }, (_, at): Hour => {
    const { value, labelled } = entries.get(first + at) ?? { value: null, labelled: false };
    const share = value === null ? null : Math.min(MOST_SHARE, (value / median) * MEDIAN_SHARE);
    return { share, labelled };
  });
}
