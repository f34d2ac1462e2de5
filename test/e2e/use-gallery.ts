import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import type { BrowserName } from '../support/browsers/engine.ts';
import { TEST_PORTS, testBuild } from '../support/extension/test-build.ts';
import { type Gallery, startGallery } from '../support/gallery/gallery.ts';
import { type Look, openBrowser } from '../support/gallery/open-browser.ts';
import type { Pseudo } from '../support/gallery/pseudo.ts';

/** The gallery, and a tab to look at it. */
export interface Room {
  readonly gallery: Gallery;
  readonly page: Page;
}

/**
 * Opens the gallery once for the tests of a block.
 * @param pseudo puts every language into other clothes
 * @returns the room, to be used within tests only
 */
export function useGallery(
  name: BrowserName,
  theme: Look['theme'] = 'light',
  pseudo?: Pseudo,
): Room {
  let browser: Browser | undefined;
  let gallery: Gallery | undefined;
  let page: Page | undefined;
  beforeAll(async () => {
    gallery = await startGallery(
      testBuild('chromium', `http://127.0.0.1:${TEST_PORTS[0]}`),
      pseudo,
    );
    browser = await openBrowser(name, { theme });
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The gallery is there only while tests run.');
    return part;
  };
  return {
    get gallery() {
      return there(gallery);
    },
    get page() {
      return there(page);
    },
  };
}
