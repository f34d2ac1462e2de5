// Bytes of what people install: content script, popup, zip. Packs both first.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeResultFile } from '../result-files.ts';

const output = fileURLToPath(new URL('../../.output', import.meta.url));

interface Row {
  readonly what: string;
  readonly browser: string;
  readonly bytes: number;
  readonly limit: number;
}

/** The scripts and styles that a page of the extension may load, whatever the chunks are called. */
function reachableFrom(build: string, page: string): readonly string[] {
  const linked = /(?:src|href)="\/([^"]+\.(?:js|css))"/g;
  const imported = /(?:from|import)\s*\(?["'`]\.\/([^"'`]+\.js)["'`]/g;
  const names = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  const seen = new Set<string>();
  const queue = names(readFileSync(join(build, page), 'utf8'), linked);
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (!file.endsWith('.js')) continue;
    const found = names(readFileSync(join(build, file), 'utf8'), imported);
    queue.push(...found.map((name) => join('chunks', name)));
  }
  return [...seen];
}

/** What every popup loads, whatever the reader's language. */
function popupBytes(build: string): number {
  const files = reachableFrom(build, 'popup.html');
  return files.reduce((sum, file) => sum + statSync(join(build, file)).size, 0);
}

/** The texts of the language that takes most room: a popup loads one file of them. */
function longestTexts(build: string): number {
  const folder = join(build, 'locales');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Math.max(...files.map((name) => statSync(join(folder, name)).size));
}

function measure(browser: string): readonly Row[] {
  const build = join(output, `${browser}-mv3`);
  const size = (file: string): number => statSync(join(build, file)).size;
  const zip = readdirSync(output).find((name) => name.endsWith(`-${browser}.zip`));
  if (!zip) throw new Error('there is no zip');
  return [
    { what: 'content script', browser, bytes: size('content-scripts/watch.js'), limit: 25_000 },
    { what: 'popup: scripts and styles', browser, bytes: popupBytes(build), limit: 60_000 },
    {
      what: 'popup: texts of one language, the longest',
      browser,
      bytes: longestTexts(build),
      limit: 40_000,
    },
    { what: 'zip', browser, bytes: statSync(join(output, zip)).size, limit: 150_000 },
  ];
}

function pack(browser: string): void {
  const wxt = fileURLToPath(new URL('../../node_modules/wxt/bin/wxt.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [wxt, 'zip', '-b', browser, '--mv3'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
}

const browsers = ['chrome', 'firefox'];
browsers.forEach(pack);
const rows = browsers.flatMap(measure);
console.table(rows);
writeResultFile('size', { rows });
process.exitCode = rows.some((row) => row.bytes > row.limit) ? 1 : 0;
