import type { Browser, Page } from 'puppeteer-core';
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
const POPUP = { width: 400, height: 600 };
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
 * @param scale device pixels per CSS pixel
 */
export async function* takeShots(build: string, scale: number): AsyncGenerator<Shot> {
  for (const theme of THEMES) {
    const browser = await openBrowser('chromium', { theme, scale });
    try {
      for (const { name, tag, pseudo } of SHOWN) {
        const gallery = await startGallery(build, pseudo);
        try {
          for (const scene of Object.keys(scenes)) {
            const png = await shoot(browser, gallery, scene, tag, scale);
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
  browser: Browser,
  gallery: Gallery,
  scene: string,
  tag: string,
  scale: number,
): Promise<Uint8Array> {
  const page = await openScene(browser, gallery, scene, tag, scale);
  const isPopup = scenes[scene]?.page === 'popup';
  try {
    return await page.screenshot({ fullPage: !isPopup });
  } finally {
    await page.close();
  }
}

/** Opens a scene and waits until it is drawn. */
export async function openScene(
  browser: Browser,
  gallery: Gallery,
  scene: string,
  tag: string,
  scale = 1,
): Promise<Page> {
  const page = await browser.newPage();
  const size = scenes[scene]?.page === 'popup' ? POPUP : WINDOW;
  await page.setViewport({ ...size, deviceScaleFactor: scale });
  await page.goto(gallery.urlOf(scene, tag), { waitUntil: 'load' });
  await page.waitForSelector('main');
  await page.evaluate(async () => {
    const isLoaded = (image: HTMLImageElement) => image.complete || image.loading === 'lazy';
    for (const image of document.images) image.loading = 'eager';
    await Promise.all(
      [...document.images]
        .filter((image) => !isLoaded(image))
        .map((image) => image.decode().catch(() => {})),
    );
    await document.fonts.ready;
  });
  return page;
}
