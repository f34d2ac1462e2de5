import { readFileSync, writeFileSync } from 'node:fs';
import { replaceBetween } from '../../tools/replace-between.ts';
import { assumptionTables, measuredTables } from './ground-tables.ts';
import type { Measured } from './measured.ts';
import {
  costsTable,
  leastClusterSentence,
  limitsTable,
  needsTable,
  pollsSentence,
} from './plan-tables.ts';

export const DOCUMENT = new URL('../../docs/scale.md', import.meta.url);

const BEGIN = '<!-- made by node bench/scale/main.ts -->\n';
const END = '<!-- end of what is made -->';

/** The measured and derived part of docs/scale.md. */
export function scaleFigures(measured: Measured): string {
  return `### What was measured

${measuredTables(measured)}
### What was assumed

${assumptionTables()}
### What it takes

${needsTable(measured)}

### What a month costs

Machines are there all month as the outage needs them; what one outage adds to a month's requests is not worth counting.

${costsTable(measured)}

${pollsSentence(measured)} One server on SQLite has nothing to spare: while its machine is away nobody counts. ${leastClusterSentence()}

### What gives way first

${limitsTable(measured)}
`;
}

/** @returns docs/scale.md with these figures in it @throws Error if it has no place for them */
export function documentWithScale(measured: Measured): string {
  return replaceBetween(readFileSync(DOCUMENT, 'utf8'), BEGIN, END, scaleFigures(measured));
}

export function writeScaleDocument(measured: Measured): void {
  writeFileSync(DOCUMENT, documentWithScale(measured));
}
