import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { BrowserName } from './engine.ts';
import { findBrowser } from './find-browser.ts';

/** The theme that a reader prefers. */
export type Scheme = 'light' | 'dark';

/** What Firefox calls the themes. */
const SCHEME_NUMBER: Readonly<Record<Scheme, number>> = { dark: 0, light: 1 };

/** A browser as it comes, without the extension. */
export interface PlainBrowser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts a browser, headless, in a profile of its own.
 * @throws Error that says what to install when the browser is missing
 */
export async function launchPlain(name: BrowserName, scheme: Scheme): Promise<PlainBrowser> {
  const browser = await (name === 'chromium' ? startChromium() : startFirefox(scheme));
  return {
    async newPage() {
      const page = await browser.newPage();
      if (name === 'chromium') {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      }
      return page;
    },
    close: () => browser.close(),
  };
}

function startChromium(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    pipe: true,
    args: ['--lang=en-US', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

function startFirefox(scheme: Scheme): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: true,
    extraPrefsFirefox: {
      'intl.locale.requested': 'en-US',
      'layout.css.prefers-color-scheme.content-override': SCHEME_NUMBER[scheme],
    },
  });
}
