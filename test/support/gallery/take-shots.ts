import type { Page } from 'puppeteer-core';
import { readServices } from '../../../lib/services/read.ts';
import { type Gallery, startGallery } from './gallery.ts';
import { openBrowser } from './open-browser.ts';
import { mirrored, type Pseudo } from './pseudo.ts';
import { scenes } from './scenes.ts';

export const THEMES = ['light', 'dark'] as const;

/** English, the longest of the languages that are complete first, and one that runs from right to left. */
export const SHOWN: readonly {
  readonly name: string;
  readonly tag: string;
  readonly pseudo?: Pseudo;
}[] = [
  { name: 'en', tag: 'en-GB' },
  { name: 'fr', tag: 'fr-FR' },
  { name: 'rtl', tag: 'en-Arab', pseudo: mirrored },
];

/** The popup is as large as its own style makes it, but no taller than browsers allow; the pages fill a window. */
const POPUP = { width: 416, height: 600 };
const WINDOW = { width: 800, height: 600 };

/** One picture of one page. */
export interface Shot {
  /** `<scene>-<language>-<theme>` */
  readonly name: string;
  readonly png: Uint8Array;
}

/**
 * Takes a picture of every scene in both themes and three languages.
 * @param build the folder of the unpacked extension
 */
export async function* takeShots(build: string): AsyncGenerator<Shot> {
  for (const theme of THEMES) {
    const browser = await openBrowser('chromium', { theme });
    try {
      const page = await browser.newPage();
      for (const { name, tag, pseudo } of SHOWN) {
        const gallery = await startGallery(build, pseudo);
        try {
          for (const scene of Object.keys(scenes)) {
            const png = await shoot(page, gallery, scene, tag);
            yield { name: `${scene}-${name}-${theme}`, png };
          }
        } finally {
          await gallery.close();
        }
      }
    } finally {
      await browser.close();
    }
  }
}

async function shoot(
  page: Page,
  gallery: Gallery,
  scene: string,
  tag: string,
): Promise<Uint8Array> {
  await showScene(page, gallery, scene, tag);
  return page.screenshot({ fullPage: scenes[scene]?.page !== 'popup' });
}

/** Shows a scene in a tab, and waits until it is drawn. */
export async function showScene(
  page: Page,
  gallery: Gallery,
  scene: string,
  tag: string,
): Promise<void> {
  const size = scenes[scene]?.page === 'popup' ? POPUP : WINDOW;
  const before = page.viewport();
  if (before?.width !== size.width || before.height !== size.height) {
    await page.setViewport(size);
  }
  await page.goto(gallery.urlOf(scene, tag), { waitUntil: 'load' });
  await page.waitForSelector('main');
  if (scenes[scene]?.page === 'popup') {
    // The rows that are folded away come last.
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-testid^="service-"]').length === count,
      {},
      readServices().length,
    );
  }
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager';
    const decoded = [...document.images].map((image) => image.decode().catch(() => {}));
    await Promise.all([...decoded, document.fonts.ready]);
  });
}
