import type { Page } from 'puppeteer-core';

/** Clicks the element with this `data-testid` as a user does, once it is there. */
export async function press(page: Page, handle: string): Promise<void> {
  await page.bringToFront();
  const element = await page.waitForSelector(`[data-testid="${handle}"]`, { timeout: 10_000 });
  await element?.click();
}
