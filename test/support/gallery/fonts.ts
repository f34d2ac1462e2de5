import { openBrowser } from './open-browser.ts';

/** @returns how wide some words are in the fonts that the pages ask for: the same where the fonts are the same */
export async function readFonts(): Promise<readonly number[]> {
  const browser = await openBrowser('chromium');
  try {
    const page = await browser.newPage();
    return await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) return [];
      return ['system-ui', 'monospace'].flatMap((family) =>
        ['ChatGPT is failing for many people', 'ابتثجح', '漢字'].map((words) => {
          context.font = `16px ${family}`;
          return Math.round(context.measureText(words).width);
        }),
      );
    });
  } finally {
    await browser.close();
  }
}
