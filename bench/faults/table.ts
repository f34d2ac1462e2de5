import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { replaceBetween } from '../../tools/replace-between.ts';
import { readResultFile } from '../result-files.ts';
import type { FaultRow } from './fault-run.ts';

const DOCUMENT = new URL('../../docs/operating.md', import.meta.url);

/** The table stands between these lines of the document. */
const BEGIN = '<!-- faults: made by npm run bench faults -->\n';
const END = '<!-- end of faults -->';

const count = z.int().check(z.minimum(0));
const rowSchema = z.object({
  fault: z.string(),
  store: z.enum(['SQLite', 'Redis']),
  requests: count,
  acknowledged: count,
  lost: z.int(),
  double: z.int(),
  refusedSeconds: z.number(),
  status: z.nullable(
    z.object({ reads: count, failed: count, slowest: count, oldestSeconds: z.int() }),
  ),
});

/** @returns what was measured last @throws Error when nothing was */
export function readRows(): readonly FaultRow[] {
  return readResultFile('faults', z.object({ rows: z.array(rowSchema) })).rows;
}

export const HEAD = [
  '| fault | store | requests | acknowledged | lost | double | refused | status read | oldest |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
] as const;

/** One line of the table. */
export function lineOf(row: FaultRow): string {
  const { fault, store, requests, acknowledged, lost, double, refusedSeconds, status } = row;
  const reads =
    status === null
      ? ['by nobody', '–']
      : [`${status.reads - status.failed} of ${status.reads}`, `${status.oldestSeconds} s`];
  const numbers = [requests, acknowledged, lost, double, `${refusedSeconds} s`];
  return `| ${[fault, store, ...numbers, ...reads].join(' | ')} |`;
}

/** The document that shows operators the table. */
export const readDocument = (): string => readFileSync(DOCUMENT, 'utf8');

export const DOCUMENT_FILE = DOCUMENT;

/** @returns the document with the present rows in it */
export function withFaults(text: string, rows: readonly FaultRow[]): string {
  return replaceBetween(text, BEGIN, END, `${[...HEAD, ...rows.map(lineOf)].join('\n')}\n`);
}
