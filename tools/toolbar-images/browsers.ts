import puppeteer, { type Browser, type Page, TargetType } from 'puppeteer-core';
import { GECKO_ID } from '../../lib/platform/manifest.ts';
import { arrival } from '../../test/support/browsers/arrival.ts';
import type { BrowserName } from '../../test/support/browsers/engine.ts';
import { findBrowser } from '../../test/support/browsers/find-browser.ts';
import { SCREEN } from './screen.ts';

/** The extension's id inside Firefox, which would otherwise choose one at random. */
const UUID = '8d5c2f60-6a0f-4a52-9a3e-0c7d1e5b9f22';

/** Shows nothing and runs nothing: a place to call the extension's API from. */
const INERT_PAGE = 'headers.json';

/** A browser with its window on the screen and the extension's button in its toolbar. */
export interface Shown {
  readonly browser: Browser;
  /** A page of the extension. */
  readonly inside: Page;
}

const PATIENCE_MS = 20_000;

/** Pixels on the screen for one of the page's. */
const SCALE = 2;
const [WIDTH, HEIGHT] = [SCREEN.width / SCALE, SCREEN.height / SCALE];

/**
 * @param folder the unpacked extension
 * @param display see `Screen`
 */
export async function showBrowser(
  name: BrowserName,
  folder: string,
  display: string,
): Promise<Shown> {
  const usual = {
    executablePath: findBrowser(name),
    headless: false,
    defaultViewport: null,
    env: { ...process.env, DISPLAY: display, LANGUAGE: 'en', LC_ALL: 'C.UTF-8' },
  };
  const shown = await (name === 'chromium' ? showChromium : showFirefox)(folder, usual);
  await closeFirstPage(shown);
  return shown;
}

type Usual = Parameters<typeof puppeteer.launch>[0];

/** The part used of what chrome://extensions is made from. */
declare const chrome: {
  readonly developerPrivate: {
    updateExtensionConfiguration(update: object): Promise<void>;
  };
};

async function showChromium(folder: string, usual: Usual): Promise<Shown> {
  const browser = await puppeteer.launch({
    ...usual,
    pipe: true,
    enableExtensions: [folder],
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--window-position=0,0',
      `--window-size=${WIDTH},${HEIGHT}`,
      `--force-device-scale-factor=${SCALE}`,
      '--lang=en-US',
      '--hide-crash-restore-bubble',
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ],
  });
  const background = await browser.waitForTarget(
    (target) => target.type() === TargetType.SERVICE_WORKER,
  );
  const origin = new URL('/', background.url()).href;
  const inside = await browser.newPage();
  await inside.goto('chrome://extensions');
  const extensionId = new URL(origin).hostname;
  await inside.evaluate((update) => chrome.developerPrivate.updateExtensionConfiguration(update), {
    extensionId,
    pinnedToToolbar: true,
  });
  await inside.goto(`${origin}${INERT_PAGE}`);
  return { browser, inside };
}

async function showFirefox(folder: string, usual: Usual): Promise<Shown> {
  const browser = await puppeteer.launch({
    ...usual,
    browser: 'firefox',
    args: ['--remote-allow-system-access', `--width=${WIDTH}`, `--height=${HEIGHT}`],
    extraPrefsFirefox: {
      'layout.css.devPixelsPerPx': String(SCALE),
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
      'devtools.jsonview.enabled': false,
      'intl.locale.requested': 'en-US',
      'browser.tabs.inTitlebar': 1,
    },
  });
  await browser.installExtension(folder);
  const inside = await browser.newPage();
  // It never settles: Firefox changes the process underneath it.
  const url = `moz-extension://${UUID}/${INERT_PAGE}`;
  inside.goto(url).catch(() => {});
  await arrival(inside, url);
  return { browser, inside };
}

/** The extension opens a page when it is installed, which asks for a fresh badge. */
async function closeFirstPage({ browser, inside }: Shown): Promise<void> {
  const first = new URL('welcome.html', await inside.evaluate(() => location.href)).href;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; ) {
    for (const page of await browser.pages()) {
      const isFirst = (url: string) =>
        location.href === url && document.querySelector('h1') !== null;
      if (await page.evaluate(isFirst, first).catch(() => false)) return page.close();
    }
  }
  throw new Error('The extension opened no page.');
}
