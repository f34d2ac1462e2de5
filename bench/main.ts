// `npm run bench`: every benchmark after the other; each prints a table and writes bench/results/<name>.json, from
// which README's figures are then made.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readmeWithFigures } from './figures.ts';
import { readMeasured } from './scale/measured.ts';
import { writeScaleDocument } from './scale/report.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const chosen = process.argv.slice(2);
const benches = [
  'size',
  'popup',
  'server',
  'latency',
  'page-cost',
  'lighthouse',
  'verdict',
  'crowd',
  'attack',
  'faults',
  'tokens',
  'scale',
].filter((name) => chosen.length === 0 || chosen.includes(name));

const failed = benches.filter((name) => {
  console.log(`\n== ${name}`);
  return (
    spawnSync(process.execPath, [join(folder, name, 'main.ts')], { stdio: 'inherit' }).status !== 0
  );
});
writeFileSync(join(folder, '..', 'README.md'), readmeWithFigures());
writeScaleDocument(readMeasured());
if (failed.length > 0) console.error(`Short of a goal, or failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
