// `npm run store-images`: what stores show. Screenshots of 1280 × 800 with the popup as it is, in English and French,
// and the promotional images of the Chrome Web Store, drawn with the icon. They go to store/images.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { TEST_PORTS, testBuild } from '../test/support/extension/test-build.ts';
import { startGallery } from '../test/support/gallery/gallery.ts';
import { openBrowser } from '../test/support/gallery/open-browser.ts';
import { showScene } from '../test/support/gallery/take-shots.ts';
import { type Poster, posterOf } from './store-images/poster.ts';
import { PROMOTIONS, SCREENSHOTS } from './store-images/wanted.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'store', 'images');
const icon = readFileSync(join(root, 'tools', 'icons', 'icon.svg'), 'utf8');
const build = testBuild('chromium', `http://127.0.0.1:${TEST_PORTS[0]}`);
/** Twice as fine as it is shown, so that it stays sharp. */
const POPUP = { width: 416, height: 600, deviceScaleFactor: 2 };

async function draw(page: Page, name: string, poster: Poster): Promise<void> {
  const { width, height } = poster;
  await page.setViewport({ width, height });
  await page.setContent(posterOf(poster, icon), { waitUntil: 'load' });
  const png = await page.screenshot();
  writeFileSync(join(folder, `${name}.png`), png);
  console.log(`${name}.png: ${width} × ${height}, ${Math.round(png.length / 1000)} kB`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const theme of ['light', 'dark'] as const) {
  const browser = await openBrowser('chromium', { theme });
  const gallery = await startGallery(build);
  try {
    const popup = await browser.newPage();
    const paper = await browser.newPage();
    for (const { name, scene, language, ...words } of SCREENSHOTS[theme]) {
      await popup.bringToFront();
      await popup.setViewport(POPUP);
      await showScene(popup, gallery, scene, language);
      const picture = Buffer.from(await popup.screenshot()).toString('base64');
      await paper.bringToFront();
      await draw(paper, name, { ...words, theme, width: 1280, height: 800, picture });
    }
    if (theme === 'light') {
      for (const { name, ...poster } of PROMOTIONS) await draw(paper, name, { ...poster, theme });
    }
  } finally {
    await gallery.close();
    await browser.close();
  }
}
