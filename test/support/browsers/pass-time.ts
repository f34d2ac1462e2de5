import type { Page } from 'puppeteer-core';

/**
 * Lets time pass in a page of Chromium faster than on the wall: its timers and clocks run, the network's and the
 * background's do not.
 * @param ms how much
 */
export async function passTime(page: Page, ms: number): Promise<void> {
  const session = await page.createCDPSession();
  const expired = new Promise<void>((resolve) => {
    session.once('Emulation.virtualTimeBudgetExpired', () => resolve());
  });
  await session.send('Emulation.setVirtualTimePolicy', { policy: 'advance', budget: ms });
  await expired;
  await session.detach();
}
