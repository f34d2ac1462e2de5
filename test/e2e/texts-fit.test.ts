import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { BROWSERS } from '../support/browsers/engine.ts';
import { long, mirrored, type Pseudo } from '../support/gallery/pseudo.ts';
import { scenes } from '../support/gallery/scenes.ts';
import { showScene } from '../support/gallery/take-shots.ts';
import { useGallery } from './use-gallery.ts';

/** English as any translation may be: two fifths longer, and the other way round. */
const LANGUAGES: readonly {
  readonly what: string;
  readonly tag: string;
  readonly pseudo?: Pseudo;
}[] = [
  { what: 'two fifths longer', tag: 'en-GB', pseudo: long },
  { what: 'from right to left', tag: 'en-Arab', pseudo: mirrored },
];

/** Half of the narrowest desktop window: what a tab page has at 200 % zoom. CSS pixels. */
const ZOOMED_WIDTH = 512;

/** Runs in the page. @returns the texts that are cut off or stick out */
function misfits(): readonly string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push('the page scrolls sideways');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim();
    const parent = node.parentElement;
    if (!text || !parent?.checkVisibility() || parent.closest('option, .unseen')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    const box = (
      parent.closest('button, a, select, pre, dd, li') ?? parent
    ).getBoundingClientRect();
    const sticksOut = rect.left < box.left - 1 || rect.right > box.right + 1;
    if (sticksOut || rect.left < -1 || rect.right > root.clientWidth + 1) found.push(text);
  }
  return found;
}

/** Runs in the page. @returns what a reader has to scroll for */
function belowTheFold(): readonly string[] {
  const main = document.querySelector('main');
  const bottom = main?.getBoundingClientRect().bottom ?? 0;
  const needed = [
    '[data-testid="verdict"]',
    '.sides',
    '[data-testid^="report-"]:not([data-testid="report-done"])',
  ];
  return needed.flatMap((selector) =>
    [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((each) => each.getBoundingClientRect().bottom > bottom + 1 && !each.closest('header'))
      .map((each) => each.dataset.testid ?? selector),
  );
}

/** Firefox breaks lines like Chromium; where it draws controls of its own, it is looked at as well. */
const FIREFOX_SCENES = ['popup-told-later', 'options-used', 'welcome-first'];

describe.each(BROWSERS.flatMap((name) => LANGUAGES.map((language) => ({ name, ...language }))))(
  'texts $what in $name',
  ({ name, tag, pseudo }) => {
    const room = useGallery(name, 'light', pseudo);

    it.each(name === 'firefox' ? FIREFOX_SCENES : Object.keys(scenes))(
      'fit in %s, with everything unfolded',
      async (scene) => {
        const { page } = room;
        await showScene(page, room.gallery, scene, tag);
        const isMirrored = await page.evaluate(() => document.documentElement.dir === 'rtl');
        expect(isMirrored).toBe(tag === 'en-Arab');
        await unfold(page);
        expect(await page.evaluate(misfits)).toEqual([]);
        if (scenes[scene]?.page === 'popup') return;
        await page.setViewport({ width: ZOOMED_WIDTH, height: 400 });
        expect(await page.evaluate(misfits)).toEqual([]);
      },
    );
  },
);

async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
}

describe('the popup', () => {
  const room = useGallery('chromium');
  const popups = Object.keys(scenes).filter((scene) => scenes[scene]?.page === 'popup');
  const usual = popups.filter((scene) => scene !== 'popup-no-access');

  it.each(usual.flatMap((scene) => ['en-GB', 'fr-FR'].map((tag) => [scene, tag] as const)))(
    'shows the sentence, the three sides and the reports without scrolling: %s, %s',
    async (scene, tag) => {
      await showScene(room.page, room.gallery, scene, tag);
      expect(await room.page.evaluate(belowTheFold)).toEqual([]);
    },
  );

  it.each(popups)('does not move once it is there: %s', async (scene) => {
    await showScene(room.page, room.gallery, scene, 'en-GB');
    const shift = await room.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() =>
            requestAnimationFrame(() => setTimeout(() => resolve(sum), 50)),
          );
        }),
    );
    expect(shift).toBe(0);
  });
});
