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

/** Where a build goes when it is not the one to load or to ship: a folder of its own below `.output`. */
export interface Aside {
  readonly folder: string;
  /** The build's configuration that puts it there. */
  readonly config: string;
}

/** Whom a build talks to and whom it believes. */
export interface BuildFor {
  /** The origin of the server that it reports to. */
  readonly origin: string;
  /** Public keys that may sign its rule packs, separated by a comma; without any it takes none. */
  readonly rulesKeys: string;
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function hashInputs(root: string, origin: string, rulesKeys: string): string {
  const hash = createHash('sha256').update(`${origin} ${rulesKeys}`);
  for (const file of INPUTS.flatMap((input) => filesBelow(join(root, input)))) {
    hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Builds both extensions for a server, unless the same sources were built for it before.
 * @param root the project's folder
 * @param target the server that the builds are for
 * @param aside where to put them instead of where they are loaded from and shipped
 * @returns whether anything had to be built
 * @throws Error with the build's own output when it fails
 */
export function buildExtensions(root: string, target: BuildFor, aside?: Aside): boolean {
  const { origin, rulesKeys } = target;
  const output = join(root, '.output', aside?.folder ?? '');
  const stampFile = join(output, '.built');
  const stamp = hashInputs(root, origin, rulesKeys);
  const built = Object.keys(BUILDS).every((browser) =>
    existsSync(join(output, `${browser}-mv3`, 'manifest.json')),
  );
  if (built && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  for (const browser of Object.keys(BUILDS)) {
    const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    const config = aside ? ['-c', aside.config] : [];
    const run = spawnSync(process.execPath, [wxt, 'build', '-b', browser, '--mv3', ...config], {
      cwd: root,
      // Vitest sets NODE_ENV to "test", which would make another build than the one that is shipped.
      env: {
        ...process.env,
        NODE_ENV: 'production',
        OUTCRY_SERVER: origin,
        OUTCRY_RULES_KEYS: rulesKeys,
      },
      encoding: 'utf8',
    });
    if (run.status !== 0)
      throw new Error(`The ${browser} build failed:\n${run.stdout}${run.stderr}`);
  }
  mkdirSync(output, { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}
