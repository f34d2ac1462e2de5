// Takes docs/images/toolbar-*.png, the button in the real toolbars of Chromium and Firefox
// in several situations: npm run toolbar-images. The windows are on a screen of Xvfb; Debian: apt-get install xvfb imagemagick.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { BadgeContent } from '../lib/platform/badge-api.ts';
import { BROWSERS, type BrowserName } from '../test/support/browsers/engine.ts';
import { TEST_PORTS, testBuild } from '../test/support/extension/test-build.ts';
import { showBrowser } from './toolbar-images/browsers.ts';
import { openScreen, type Part, SCREEN } from './toolbar-images/screen.ts';
import { PICTURED } from './toolbar-images/situations.ts';

/** In both browsers the extension's API has this name, and promises. */
declare const chrome: ExtensionApi;

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** The right end of the toolbar, in the screen's pixels. */
const PARTS: Readonly<Record<BrowserName, Part>> = {
  chromium: { left: SCREEN.width - 340, top: 84, width: 340, height: 84 },
  firefox: { left: SCREEN.width - 300, top: 88, width: 300, height: 80 },
};

async function setBadge({ text, color, title }: BadgeContent): Promise<void> {
  await chrome.action.setBadgeText({ text });
  await chrome.action.setBadgeBackgroundColor({ color });
  await chrome.action.setBadgeTextColor({ color: '#ffffff' });
  await chrome.action.setTitle({ title });
}

mkdirSync(IMAGES, { recursive: true });
for (const name of BROWSERS) {
  const screen = await openScreen();
  try {
    const folder = testBuild(name, `http://127.0.0.1:${TEST_PORTS[0]}`);
    const { browser, inside } = await showBrowser(name, folder, screen.display);
    try {
      const front = await browser.newPage();
      await front.bringToFront();
      for (const { situation, badge } of PICTURED) {
        await inside.evaluate(setBadge, badge);
        const file = `toolbar-${name}-${situation}.png`;
        const picture = await screen.picture(PARTS[name]);
        writeFileSync(`${IMAGES}${file}`, picture);
        console.log(`docs/images/${file}`);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await screen.close();
  }
}
