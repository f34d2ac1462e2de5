import { readFileSync } from 'node:fs';
import { replaceBetween } from '../../tools/replace-between.ts';
import type { FaultRow } from './fault-run.ts';

const DOCUMENT = new URL('../../docs/operating.md', import.meta.url);

/** The table stands between these lines of the document. */
const BEGIN = '<!-- faults: made by npm run bench faults -->\n';
const END = '<!-- end of faults -->';

export const HEAD = [
  '| fault | store | requests | acknowledged | lost | double | refused | status read |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
] as const;

/** One line of the table. */
export function lineOf(row: FaultRow): string {
  const { fault, store, requests, acknowledged, lost, double, refusedSeconds, status } = row;
  const reads =
    status === null ? 'by nobody' : `${status.reads - status.failed} of ${status.reads}`;
  const numbers = [requests, acknowledged, lost, double, `${refusedSeconds} s`];
  return `| ${[fault, store, ...numbers, reads].join(' | ')} |`;
}

/** The document that shows operators the table. */
export const readDocument = (): string => readFileSync(DOCUMENT, 'utf8');

export const DOCUMENT_FILE = DOCUMENT;

/** @returns the document with the present rows in it */
export function withFaults(text: string, rows: readonly FaultRow[]): string {
  return replaceBetween(text, BEGIN, END, `${[...HEAD, ...rows.map(lineOf)].join('\n')}\n`);
}
