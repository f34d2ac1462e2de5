// `npm run audit`: writes the bill of materials of what is shipped, and asks the registry for known weaknesses. Ends with
// code 1 when something shipped is known to be weak, or, with `--strict`, when the registry cannot tell.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { readAudit } from './audit/known-weaknesses.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join('.output', 'sbom.cdx.json');
const isStrict = process.argv.includes('--strict');

const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

function npm(...args: readonly string[]): string {
  const own = process.env.npm_execpath;
  const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]];
  const options = { cwd: root, encoding: 'utf8', maxBuffer: MOST_OUTPUT_BYTES } as const;
  return spawnSync(command, [...first, ...args, '--loglevel=silent'], options).stdout ?? '';
}

/** @returns how many packages are listed @throws Error when npm made no list */
function writeBill(): number {
  const text = npm('sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only');
  const { components } = z.object({ components: z.array(z.unknown()) }).parse(JSON.parse(text));
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(join(root, file), text);
  return components.length;
}

/** @returns false when it should stop a release */
function check(what: string, args: readonly string[], isShipped: boolean): boolean {
  const audit = readAudit(npm('audit', '--json', ...args));
  if (audit.kind === 'unreachable') {
    console.log(`${what}: not checked, the registry has no advisories to give (${audit.why})`);
    return !isStrict;
  }
  const { weaknesses } = audit;
  console.log(`${what}: ${weaknesses.length === 0 ? 'no known weakness' : 'known to be weak'}`);
  for (const line of weaknesses) console.log(`  ${line}`);
  return !isShipped || weaknesses.length === 0;
}

try {
  console.log(`${file}: ${writeBill()} packages are shipped`);
  const isShippedGood = check('shipped packages', ['--omit=dev'], true);
  const isAllGood = check('all packages, tools included', [], false);
  process.exitCode = isShippedGood && isAllGood ? 0 : 1;
} catch {
  console.error('The bill of materials could not be made: npm 9 or newer is needed (npm sbom).');
  process.exitCode = 1;
}
