import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtensions } from '../../../tools/start/build-extensions.ts';
import type { BrowserName } from '../browsers/engine.ts';
import { TEST_KEYS } from '../rules/test-keys.ts';
import { asideFolder } from './aside-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Where servers of the tests listen, each the first that is free: tests run side by side. */
export const TEST_PORTS = [18_787, 18_788, 18_789, 18_791, 18_792, 18_793, 18_794] as const;

/** The server that the tests' build is made for. */
const BUILT_FOR = `http://127.0.0.1:${TEST_PORTS[0]}`;

const BUILDS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

/** Builds the extension for the tests in both browsers, unless that build is there already. */
export function buildForTests(): void {
  const rulesKeys = TEST_KEYS.map(({ x }) => x).join(',');
  const config = 'test/support/extension/wxt.config.ts';
  buildExtensions(
    ROOT,
    { origin: BUILT_FOR, rulesKeys },
    { folder: asideFolder(BUILT_FOR), config },
  );
}

/**
 * Builds the extension for a server of the tests: once for all, of which each has a copy with its own address.
 * @returns the folder of the unpacked extension
 */
export function testBuild(browser: BrowserName, origin: string): string {
  buildForTests();
  const folderFor = (address: string) =>
    join(ROOT, '.output', asideFolder(address), BUILDS[browser]);
  const [built, folder] = [folderFor(BUILT_FOR), folderFor(origin)];
  if (origin === BUILT_FOR) return built;
  rmSync(folder, { recursive: true, force: true });
  cpSync(built, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:js|json)$/.test(name)) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    if (text.includes(BUILT_FOR)) writeFileSync(file, text.replaceAll(BUILT_FOR, origin));
  }
  return folder;
}
