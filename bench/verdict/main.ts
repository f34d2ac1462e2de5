// The verdict's benchmark: node bench/verdict/main.ts [--half | --brief | --quick] [--threads N], or --report to write
// the document again from the stored results.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { printSummary } from './report/print-summary.ts';
import { writeDocument, writeReport } from './report/write-report.ts';
import { measure } from './run/measure.ts';
import { createPool } from './run/pool.ts';
import { SIZES } from './run/size.ts';

const { values } = parseArgs({
  options: {
    half: { type: 'boolean' },
    brief: { type: 'boolean' },
    quick: { type: 'boolean' },
    threads: { type: 'string' },
    report: { type: 'boolean' },
  },
});
const shorter = (['quick', 'brief', 'half'] as const).find((each) => values[each]);
const size = SIZES[shorter ?? 'full'];
const threads = Number(values.threads ?? availableParallelism());
if (!Number.isInteger(threads) || threads < 1) {
  console.error('--threads takes a whole number from 1');
  process.exit(1);
}

if (values.report) {
  writeDocument();
  process.exit(0);
}

const started = performance.now();
const pool = createPool(threads, (name, left) => {
  if (name === 'simulateCell') console.log(`a cell of track A is done; ${left} jobs to go`);
});
try {
  const measured = await measure(pool, size);
  const seconds = Math.round((performance.now() - started) / 1000);
  printSummary(measured);
  console.log(`\n${seconds} s on ${threads} threads.`);
  // A quick run is for looking, not for the record.
  if (size.name !== 'quick') writeReport(measured, { seconds, threads });
} finally {
  await pool.close();
}
