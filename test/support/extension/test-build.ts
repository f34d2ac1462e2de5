import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExtensions } from '../../../tools/start/build-extensions.ts';
import type { BrowserName } from '../browsers/engine.ts';
import { TEST_KEYS } from '../rules/test-keys.ts';
import { asideFolder } from './aside-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Where servers of the tests listen: the builds carry the port, so a known one need not be built again.
 * The second serves a run beside the first.
 */
export const TEST_PORTS = [18_787, 18_788, 18_789] as const;

/**
 * Builds the extension for a server of the tests, unless that build is there already.
 * @returns the folder of the unpacked extension
 */
export function testBuild(browser: BrowserName, origin: string): string {
  const folder = asideFolder(origin);
  const rulesKeys = TEST_KEYS.map(({ x }) => x).join(',');
  const config = 'test/support/extension/wxt.config.ts';
  buildExtensions(ROOT, { origin, rulesKeys }, { folder, config });
  const build = browser === 'chromium' ? 'chrome-mv3' : 'firefox-mv3';
  return join(ROOT, '.output', folder, build);
}
