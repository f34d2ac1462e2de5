// A day of a crowd, in simulated time: node bench/crowd/main.ts [--most USERS], for larger crowds than that are
// left out, or --report to write the document again from the stored results.
import { parseArgs } from 'node:util';
import { statusBytes } from './bytes.ts';
import { liveDay } from './day.ts';
import { crowdFigures, writeCrowd, writeCrowdDocument } from './report.ts';
import type { DayResult } from './summarise.ts';

const SEED = 20_260_203;
const SIZES = [1_000, 100_000, 1_000_000, 10_000_000] as const;

const { values } = parseArgs({
  options: { most: { type: 'string' }, report: { type: 'boolean' } },
});
const most = Number(values.most ?? Number.POSITIVE_INFINITY);
const sizes = SIZES.filter((users) => users <= most);
if (sizes.length === 0) {
  console.error(`--most takes a number from ${SIZES[0]}`);
  process.exit(1);
}
if (values.report) {
  writeCrowdDocument();
  process.exit(0);
}

const started = performance.now();
const days: DayResult[] = [];
for (const users of sizes) {
  days.push(await liveDay({ seed: SEED, users }));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${users.toLocaleString('en')} users have lived through a day; ${seconds} s`);
}
const results = { seed: SEED, statusBytes: statusBytes(), days };
console.log(`\n${crowdFigures(results)}`);
writeCrowd(results, { seconds: Math.round((performance.now() - started) / 1000) });
