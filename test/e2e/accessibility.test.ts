import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { BROWSERS } from '../support/browsers/engine.ts';
import { scenes } from '../support/gallery/scenes.ts';
import { showScene } from '../support/gallery/take-shots.ts';
import { failConversation } from './expectations.ts';
import { useStage } from './stage.ts';
import { useGallery } from './use-gallery.ts';

/** In the page, after axe's source has run there. */
declare const window: { axe: typeof axe };

async function violationsIn(page: Page): Promise<readonly unknown[]> {
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(() => window.axe.run());
  expect(passes.length).toBeGreaterThan(5);
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

describe.each(BROWSERS)('for everyone in %s', (browser) => {
  const stage = useStage(browser);

  it.each(['popup.html', 'options.html', 'welcome.html'])(
    '%s breaks no rule of axe',
    async (file) => {
      await failConversation(stage);
      const page = await stage.session.openExtensionPage(file);
      await page.waitForSelector('main');
      expect(await violationsIn(page)).toEqual([]);
    },
  );
});

/** Colours are the same in both browsers, so the dark ones are looked at in one. */
const LOOKS = [
  { name: 'chromium', theme: 'light' },
  { name: 'chromium', theme: 'dark' },
  { name: 'firefox', theme: 'light' },
] as const;

describe.each(LOOKS)('in $name, $theme', ({ name, theme }) => {
  const room = useGallery(name, theme);

  it.each(Object.keys(scenes))(
    '%s breaks no rule of axe, with everything unfolded',
    async (scene) => {
      await showScene(room.page, room.gallery, scene, 'en-GB');
      await room.page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
      });
      expect(await violationsIn(room.page)).toEqual([]);
    },
  );
});

describe.each(BROWSERS)('with the keyboard alone in %s', (name) => {
  const room = useGallery(name);

  /** What has the focus: its handle or its words, and whether it is seen to have it. */
  function focused(): { name: string; isSeen: boolean } {
    const each = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    const { top, bottom, width } = each.getBoundingClientRect();
    const middle = (top + bottom) / 2;
    const isInside = middle >= 0 && middle <= innerHeight && width > 0;
    const name = each.dataset.testid ?? each.id ?? '';
    return {
      name: name || (each.textContent ?? '').trim(),
      isSeen: isInside && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
    };
  }

  async function walk(page: Page, steps: number) {
    const seen: { name: string; isSeen: boolean }[] = [];
    while (seen.length < steps) {
      await page.keyboard.press('Tab');
      // Firefox stops at what can be scrolled as well.
      if (await page.evaluate(() => document.activeElement?.tagName === 'MAIN')) continue;
      // The page is scrolled to what has the focus by the next frame.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      seen.push(await page.evaluate(focused));
    }
    return seen;
  }

  it('the popup’s controls come in the order in which they are read, each seen to have the focus', async () => {
    const { page } = room;
    await showScene(page, room.gallery, 'popup-outage', 'en-GB');
    await page.bringToFront();
    const order = await walk(page, 12);
    expect(order.filter(({ isSeen }) => !isSeen)).toEqual([]);
    const names = order.map(({ name: each }) => each);
    expect(names[0]).toBe('notify-chatgpt');
    expect(names[1]).toBe('still says all is fine');
    expect(names.at(-1)).toMatch(/^instead-/);
    expect(names.filter((each) => each.startsWith('report-'))).toEqual([
      'report-conversation',
      'report-login',
      'report-page',
      'report-history',
      'report-projects',
      'report-files',
      'report-api',
      'report-other',
    ]);
  });

  it('a report is sent and heard of', async () => {
    const { page } = room;
    await showScene(page, room.gallery, 'popup-outage', 'en-GB');
    await page.bringToFront();
    await page.focus('[data-testid="report-conversation"]');
    await page.keyboard.press('Enter');
    const done = await page.waitForSelector('[role="status"] [data-testid="report-done"]');
    expect(await done?.evaluate((each) => each.textContent)).toContain('No answer, or slow');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'report-conversation',
    );
  });

  it('everything in the settings can be reached, and erasing asks first', async () => {
    const { page } = room;
    await showScene(page, room.gallery, 'options-used', 'en-GB');
    await page.bringToFront();
    const controls = await page.$$eval(
      'a[href], button, input, select, summary',
      (all) => all.length,
    );
    const order = await walk(page, controls);
    expect(order.filter(({ isSeen }) => !isSeen)).toEqual([]);
    expect(new Set(order.map(({ name: each }) => each))).toContain('server-address');
    await page.focus('[data-testid="erase-data"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="alertdialog"]');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Keep it');
  });
});
