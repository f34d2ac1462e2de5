// `npm run release`: checks what the stores get, packs it, and lays it ready in `release/`. Uploads nothing without
// `--publish`; that needs the stores' keys in the environment, as WXT documents them (`npx wxt submit init`).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportOrigin } from '../lib/platform/report-origin.ts';
import { checkChangelog } from './release/check-changelog.ts';
import { imageSize } from './release/image-size.ts';
import { checkListing } from './release/listing.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isPublishing = process.argv.includes('--publish');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const languages = ['en', 'fr'];
const SCREENSHOT = { width: 1280, height: 800 };

function run(command: string, args: readonly string[]): string {
  const ended = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (ended.status === 0) return ended.stdout;
  throw new Error(`${command} ${args.join(' ')} failed:\n${ended.stdout}${ended.stderr}`);
}

const wxt = (...args: readonly string[]): string =>
  run(process.execPath, ['node_modules/wxt/bin/wxt.mjs', ...args]);

/** What must be put right before anything is uploaded. */
function obstacles(): readonly string[] {
  const origin = reportOrigin(process.env.OUTCRY_SERVER);
  const changelog = checkChangelog(read('CHANGELOG.md'), version);
  const texts = languages.flatMap((language) =>
    checkListing(read(`store/${language}/listing.md`)).map((line) => `${language}: ${line}`),
  );
  const screenshots = readdirSync(join(root, 'store/images')).filter((name) =>
    name.startsWith('screenshot-'),
  );
  const misfits = screenshots.filter((name) => {
    const size = imageSize(readFileSync(join(root, 'store/images', name)));
    return size?.width !== SCREENSHOT.width || size.height !== SCREENSHOT.height;
  });
  return [
    ...(origin.startsWith('https:') ? [] : ['OUTCRY_SERVER must name the public server (https)']),
    ...(run('git', ['status', '--porcelain']) === '' ? [] : ['there are changes not committed']),
    ...(changelog ? [changelog] : []),
    ...texts,
    ...(screenshots.length > 0 ? [] : ['there are no screenshots: npm run store-images']),
    ...misfits.map((name) => `${name} is not 1280 × 800`),
  ];
}

/** @returns the folder with everything that goes to the stores, and its hashes */
function prepare(): string {
  for (const browser of ['chrome', 'firefox']) wxt('zip', '-b', browser, '--mv3');
  run(process.execPath, [
    'node_modules/web-ext/bin/web-ext.js',
    'lint',
    '--source-dir=.output/firefox-mv3',
  ]);
  const folder = join(root, 'release', version);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const zips = readdirSync(join(root, '.output')).filter((name) =>
    name.startsWith(`outcry-${version}-`),
  );
  const sums = zips.map((name) => {
    cpSync(join(root, '.output', name), join(folder, name));
    const hash = createHash('sha256').update(readFileSync(join(folder, name)));
    return `${hash.digest('hex')}  ${name}`;
  });
  cpSync(join(root, 'store'), join(folder, 'store'), { recursive: true });
  writeFileSync(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  console.log(sums.join('\n'));
  return folder;
}

const found = obstacles();
for (const line of found) console.log(`before it can be published: ${line}`);
if (isPublishing && found.length > 0) {
  process.exitCode = 1;
} else {
  const folder = prepare();
  const zip = (name: string) => join(folder, `outcry-${version}-${name}.zip`);
  const submit = [
    'submit',
    `--chrome-zip=${zip('chrome')}`,
    `--edge-zip=${zip('chrome')}`,
    `--firefox-zip=${zip('firefox')}`,
    `--firefox-sources-zip=${zip('sources')}`,
  ];
  if (isPublishing) console.log(wxt(...submit));
  else console.log(`ready in ${folder}; with --publish: wxt ${submit.join(' ')}`);
}
