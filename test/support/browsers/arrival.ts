import type { Page } from 'puppeteer-core';

const POLL_MS = 20;
const PATIENCE_MS = 20_000;

/**
 * Waits until a tab shows this address with a document that stands.
 * @throws Error when it does not get there
 */
export async function arrival(page: Page, url: string): Promise<void> {
  const isThere = (wanted: string) => location.href === wanted && document.readyState !== 'loading';
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await page.evaluate(isThere, url).catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`The tab never got to ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
