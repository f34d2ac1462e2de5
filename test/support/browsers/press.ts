import type { Page } from 'puppeteer-core';

const PATIENCE_MS = 10_000;

/** Presses a button by its test handle, as soon as it is there; again if it was just being drawn anew. */
export async function press(page: Page, handle: string): Promise<void> {
  await page.bringToFront();
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const element = await page.waitForSelector(`[data-testid="${handle}"]`, { visible: true });
    try {
      await element?.click();
      return;
    } catch (error) {
      // What has no place to be clicked has not been clicked.
      if (Date.now() > deadline) throw error;
    }
  }
}
