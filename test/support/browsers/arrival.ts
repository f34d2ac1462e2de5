import type { Page } from 'puppeteer-core';

const POLL_MS = 20;

/** Waits until a tab shows this address with a document that stands. */
export async function arrival(page: Page, url: string): Promise<void> {
  const isThere = (wanted: string) => location.href === wanted && document.readyState !== 'loading';
  while (!(await page.evaluate(isThere, url).catch(() => false))) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
