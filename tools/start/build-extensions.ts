import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that the two builds are made from. */
const INPUTS = [
  'components',
  'entrypoints',
  'lib',
  'locales',
  'public',
  'wxt.config.ts',
  'package-lock.json',
];

export const BUILDS = { chrome: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function hashInputs(root: string, origin: string): string {
  const hash = createHash('sha256').update(origin);
  for (const file of INPUTS.flatMap((input) => filesBelow(join(root, input)))) {
    hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Builds both extensions for a server, unless the same sources were built for it before.
 * @param root the project's folder
 * @param origin the server's origin that the builds report to
 * @returns whether anything had to be built
 * @throws Error with the build's own output when it fails
 */
export function buildExtensions(root: string, origin: string): boolean {
  const stampFile = join(root, '.output', '.built');
  const stamp = hashInputs(root, origin);
  const built = Object.values(BUILDS).every((dir) => existsSync(join(root, dir, 'manifest.json')));
  if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  for (const browser of Object.keys(BUILDS)) {
    const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    const run = spawnSync(process.execPath, [wxt, 'build', '-b', browser, '--mv3'], {
      cwd: root,
      env: { ...process.env, OUTCRY_SERVER: origin },
      encoding: 'utf8',
    });
    if (run.status !== 0)
      throw new Error(`The ${browser} build failed:\n${run.stdout}${run.stderr}`);
  }
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}
