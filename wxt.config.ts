import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { buildKeys } from './lib/platform/build-keys.ts';
import { headerRules } from './lib/platform/header-rules.ts';
import { localeFiles, localeTags } from './lib/platform/locale-files.ts';
import { createManifest } from './lib/platform/manifest.ts';
import { reportOrigin } from './lib/platform/report-origin.ts';

const origin = reportOrigin(process.env.OUTCRY_SERVER);
const rulesKeys = buildKeys(process.env.OUTCRY_RULES_KEYS);

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => createManifest(browser === 'firefox' ? 'firefox' : 'chromium', origin),
  vite: () => ({
    plugins: [preact()],
    resolve: {
      alias: {
        'wxt/utils/content-script-context': fileURLToPath(
          new URL('lib/platform/content-script-context.ts', import.meta.url),
        ),
      },
    },
    define: {
      __OUTCRY_SERVER__: JSON.stringify(origin),
      __OUTCRY_LANGUAGES__: JSON.stringify(localeTags()),
      'import.meta.env.OUTCRY_RULES_KEYS': JSON.stringify(rulesKeys),
    },
  }),
  hooks: {
    // A build by hand, perhaps for another server, must not pass for the one that `npm start` made.
    'build:before': (wxt) => rmSync(join(wxt.config.outBaseDir, '.built'), { force: true }),
    'build:publicAssets': (_wxt, files) => {
      files.push(
        { relativeDest: 'headers.json', contents: JSON.stringify(headerRules(origin), null, 2) },
        ...localeFiles(),
      );
    },
  },
  zip: {
    includeSources: [
      '*.{json,ts,md}',
      '.npmrc',
      '{components,entrypoints,lib,locales,public,tools}/**',
    ],
  },
});
