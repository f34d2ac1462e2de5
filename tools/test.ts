// `npm test`: everything, in the order in which it fails fastest. Ends with one line that counts the tests.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askRegistry, isShippedWeak, tellAudit } from './audit/ask-registry.ts';
import { writeBill } from './audit/write-bill.ts';
import { BUILDS, buildExtensions } from './start/build-extensions.ts';
import { readReport } from './test/read-report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'outcry-test-'));
const counts = { passed: 0, failed: 0 };
/** What could not be looked at, to be said again at the end. */
const missed: string[] = [];
/** The tests that failed, to be named again at the end: their texts may be thousands of lines above. */
const failures: string[] = [];

function run(command: string, args: readonly string[]): SpawnSyncReturns<Buffer> {
  return spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    stdio: 'inherit',
    // The tests start the server and the commands some hundred times: compiled once they start in half the time.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled') },
  });
}

function runVitest(name: string, projects: readonly string[]): boolean {
  const report = join(reports, `${name}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ended = run('vitest/vitest.mjs', ['run', ...chosen, ...reporters]);
  const { passed, failed, failures: named } = readReport(readFileSync(report, 'utf8'), root);
  counts.passed += passed;
  counts.failed += failed;
  failures.push(...named);
  return ended.status === 0 && passed > 0;
}

/** A registry that cannot tell fails nothing, and is not taken for one that knows of nothing either. */
function audit(): boolean {
  console.log(writeBill(root));
  const found = askRegistry(root);
  const lines = tellAudit(found);
  for (const line of lines) console.log(line);
  if (found.kind === 'unreachable') missed.push(...lines);
  return !isShippedWeak(found);
}

const steps: readonly [name: string, run: () => boolean][] = [
  [
    'lint and format',
    () => run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']).status === 0,
  ],
  ['types', () => run('typescript/bin/tsc', ['--noEmit']).status === 0],
  ['bill of materials and known weaknesses', audit],
  [
    'unit, server, contract and repository tests',
    () => runVitest('fast', ['unit', 'edges', 'server', 'contract', 'repo']),
  ],
  [
    'builds',
    () => {
      buildExtensions(root, { origin: 'http://127.0.0.1:8787', rulesKeys: '' });
      return true;
    },
  ],
  [
    'web-ext lint',
    () => run('web-ext/bin/web-ext.js', ['lint', '--source-dir', BUILDS.firefox]).status === 0,
  ],
  ['end-to-end tests in Chromium and Firefox', () => runVitest('e2e', ['e2e'])],
];

const failedSteps: string[] = [];
for (const [name, step] of steps) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  if (!step()) failedSteps.push(name);
  console.log(`== ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
rmSync(reports, { recursive: true, force: true });

if (missed.length > 0) console.log(`\n${missed.join('\n')}`);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join('; ')}`);
for (const failure of failures) console.log(`- ${failure}`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failedSteps.length > 0 ? 1 : 0;
