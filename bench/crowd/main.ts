// A day of a crowd, in simulated time: node bench/crowd/main.ts [--quick], which leaves out the ten million.
import { parseArgs } from 'node:util';
import { statusBytes } from './bytes.ts';
import { liveDay } from './day.ts';
import { crowdFigures, writeCrowd } from './report.ts';
import type { DayResult } from './summarise.ts';

const SEED = 20_260_203;
const SIZES = [1_000, 100_000, 10_000_000] as const;

const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
const started = performance.now();
const days: DayResult[] = [];
for (const users of values.quick ? SIZES.slice(0, 2) : SIZES) {
  days.push(await liveDay({ seed: SEED, users }));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${users.toLocaleString('en')} users have lived through a day; ${seconds} s`);
}
const results = { seed: SEED, statusBytes: statusBytes(), days };
console.log(`\n${crowdFigures(results)}`);
// A quick run is for looking, not for the record.
if (!values.quick) {
  writeCrowd(results, { seconds: Math.round((performance.now() - started) / 1000) });
}
