import puppeteer, { type Browser } from 'puppeteer-core';
import type { BrowserName } from '../browsers/engine.ts';
import { findBrowser } from '../browsers/find-browser.ts';

/** How a page is looked at. */
export interface Look {
  readonly theme?: 'light' | 'dark';
}

/** Starts a browser for the gallery: no extension, the clocks of UTC, no motion. */
export async function openBrowser(
  name: BrowserName,
  { theme = 'light' }: Look = {},
): Promise<Browser> {
  const isDark = theme === 'dark';
  return puppeteer.launch({
    browser: name === 'firefox' ? 'firefox' : 'chrome',
    executablePath: findBrowser(name),
    headless: true,
    env: { ...process.env, TZ: 'UTC' },
    args:
      name === 'firefox'
        ? []
        : [
            '--lang=en-US',
            '--hide-scrollbars',
            '--force-prefers-reduced-motion',
            '--force-device-scale-factor=1',
            ...(isDark ? ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] : []),
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          ],
    extraPrefsFirefox: {
      'ui.prefersReducedMotion': 1,
      'layout.css.prefers-color-scheme.content-override': isDark ? 0 : 1,
    },
  });
}
