// Copies the database while a server writes to it: npm run back-up -- --to outcry-backup.db [--from data/outcry.db].
import { parseArgs } from 'node:util';
import { readSettings } from './settings.ts';
import { backUp } from './store/back-up.ts';

try {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  const { from = readSettings(process.env).db, to } = values;
  if (to === undefined) throw new Error('name the copy: --to outcry-backup.db');
  const { services, minutes } = backUp(from, to);
  console.log(`Copied ${from} to ${to}: ${minutes} minutes of ${services} services, no voices.`);
} catch (error) {
  console.error(`back-up: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
