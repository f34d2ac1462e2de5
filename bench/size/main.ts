// Bytes of what people install: content script, popup, zip. Needs the builds: run `npm run zip` first.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const output = fileURLToPath(new URL('../../.output', import.meta.url));
const results = fileURLToPath(new URL('../results', import.meta.url));

interface Row {
  readonly what: string;
  readonly browser: string;
  readonly bytes: number;
  readonly limit: number;
}

/** The scripts and styles that a page of the extension loads, whatever the chunks are called. */
function loadedBy(build: string, page: string): readonly string[] {
  const seen = new Set<string>();
  const queue = [
    ...readFileSync(join(build, page), 'utf8').matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g),
  ].map((match) => match[1] ?? '');
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(join(build, file))) continue;
    seen.add(file);
    if (!file.endsWith('.js')) continue;
    for (const match of readFileSync(join(build, file), 'utf8').matchAll(
      /(?:from|import)\s*\(?["'](?:\.\/|\/)([^"']+\.js)["']/g,
    )) {
      const name = match[1] ?? '';
      queue.push(existsSync(join(build, name)) ? name : join('chunks', name));
    }
  }
  return [...seen];
}

function measure(browser: string): readonly Row[] {
  const build = join(output, `${browser}-mv3`);
  const size = (file: string): number => statSync(join(build, file)).size;
  const popup = loadedBy(build, 'popup.html').reduce((sum, file) => sum + size(file), 0);
  const zip = readdirSync(output).find((name) => name.endsWith(`-${browser}.zip`));
  return [
    { what: 'content script', browser, bytes: size('content-scripts/watch.js'), limit: 25_000 },
    { what: 'popup: scripts and styles', browser, bytes: popup, limit: 60_000 },
    ...(zip
      ? [{ what: 'zip', browser, bytes: statSync(join(output, zip)).size, limit: 150_000 }]
      : []),
  ];
}

const rows = ['chrome', 'firefox'].flatMap(measure);
console.table(rows);
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'size.json'), `${JSON.stringify({ rows }, null, 2)}\n`);
process.exitCode = rows.some((row) => row.bytes > row.limit) ? 1 : 0;
