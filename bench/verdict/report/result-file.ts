import { readFileSync } from 'node:fs';
import type { Measured } from '../run/measure.ts';
import type { AtThreshold, SettingResult } from '../tracks/cell-result.ts';

export const RESULT_FILE = new URL('../../results/verdict.json', import.meta.url);

/** What the places of a row mean. */
const COLUMNS = [
  'share',
  'shape',
  'outages',
  'missed',
  'mean',
  'error',
  'median',
  'p90',
  'quietAfter',
  'flips',
];

type Row = [number, SettingResult['shape'], ...(number | null)[]];

function rowOf({ share, shape, delays, quietAfter, flips }: SettingResult): Row {
  const { outages, missed, mean, error, median, p90 } = delays;
  return [share, shape, outages, missed, mean, error, median, p90, quietAfter, flips];
}

function settingOf(row: Row): SettingResult {
  const [share, shape, outages, missed, mean, error, median, p90, quietAfter, flips] = row;
  const known = (value: number | null | undefined) => value ?? Number.NaN;
  return {
    share,
    shape,
    delays: {
      outages: known(outages),
      missed: known(missed),
      mean: known(mean),
      error: known(error),
      median: known(median),
      p90: known(p90),
    },
    quietAfter: quietAfter ?? null,
    flips: flips ?? null,
  };
}

function rounded(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

function mapCells<A extends { settings: unknown }, B>(
  cells: readonly { scores: readonly { name: string; tuned: readonly A[]; matched: A }[] }[],
  change: (at: A) => B,
) {
  return cells.map((cell) => ({
    ...cell,
    scores: cell.scores.map(({ name, tuned, matched }) => ({
      name,
      tuned: tuned.map(change),
      matched: change(matched),
    })),
  }));
}

/** @returns the result file's text, numbers in four figures */
export function packResults(measured: Measured, run: object): string {
  const cells = mapCells(measured.cells, (at: AtThreshold) => ({
    ...at,
    settings: at.settings.map(rowOf),
  }));
  const head = { at: new Date().toISOString(), node: process.version, ...run, columns: COLUMNS };
  const text = JSON.stringify({ ...head, ...measured, cells }, rounded);
  // A line for each cell, score and track, so that two runs can be compared.
  return `${text.replaceAll(/,("cells"|"incidents"|"series"|"attacks"|"afterFakes"|"february"|"floods"|"drips"|"cost"|"cold"|"constant"|"silences"|\{"voices"|\{"name")/g, ',\n$1')}\n`;
}

/** Reads the benchmark's own file, which `packResults` wrote. */
export function readResults(): Measured {
  return unpackResults(readFileSync(RESULT_FILE, 'utf8'));
}

/** @param text what `packResults` made */
export function unpackResults(text: string): Measured {
  const file = JSON.parse(text);
  const cells = mapCells(file.cells, (at: { settings: readonly Row[] }) => ({
    ...at,
    settings: at.settings.map(settingOf),
  }));
  return { ...file, cells };
}
