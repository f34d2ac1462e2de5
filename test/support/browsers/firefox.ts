import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import * as z from 'zod/mini';
import { arrival } from './arrival.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { findBrowser } from './find-browser.ts';
import { evaluateInChrome } from './firefox-chrome.ts';
import { shiftClock } from './shift-clock.ts';

declare const chrome: ExtensionApi;

/** The extension's internal id: Firefox would otherwise choose one at random. */
const UUID = '8d5c2f60-6a0f-4a52-9a3e-0c7d1e5b9f21';

const manifestSchema = z.object({
  browser_specific_settings: z.object({ gecko: z.object({ id: z.string() }) }),
});

/** Starts Firefox, headless, with the extension. */
export async function launchFirefox(options: EngineOptions): Promise<Engine> {
  const id = options.extensionDir ? await readGeckoId(options.extensionDir) : '';
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: true,
    userDataDir: options.profileDir,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.dns.localDomains': options.hosts.join(','),
      // This machine plays the network, so it must be gone while Firefox is offline.
      'network.disable-localhost-when-offline': true,
      'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
      // A restart removes a temporary extension: what it stored is to outlive it, as it would an installed one's.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      // The background ends when a test ends it, not while a test waits.
      'extensions.background.idle.timeout': 600_000,
      // A permission that is asked for is granted, as if the user had accepted the prompt.
      'extensions.webextOptionalPermissionPrompts': false,
      'intl.locale.requested': 'en-US',
      // The keys of x.com are built into Firefox, and the stand-in has others.
      'security.cert_pinning.enforcement_level': 0,
      // Else a JSON file of the extension, its inert page, opens in a viewer with other rights.
      'devtools.jsonview.enabled': false,
    },
  });
  try {
    if (options.extensionDir) await browser.installExtension(options.extensionDir);
    return createEngine(browser, id, options.port);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function readGeckoId(extensionDir: string): Promise<string> {
  const text = await readFile(join(extensionDir, 'manifest.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text)).browser_specific_settings.gecko.id;
}

function createEngine(browser: Browser, id: string, port: number): Engine {
  const extension = `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension`;
  const changePermissions = async (change: 'add' | 'remove', some: object): Promise<void> => {
    const permissions = { permissions: [], origins: [], data_collection: [], ...some };
    await evaluateInChrome(
      browser,
      `(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule(
          'resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.${change}(
          ${JSON.stringify(id)}, ${JSON.stringify(permissions)}, ${extension});
      })()`,
    );
  };
  // A content script's match pattern has no port, so the pages may have one.
  const urlOf = (host: string, path: string) => `https://${host}:${port}${path}`;
  return {
    browser,
    extensionOrigin: id ? `moz-extension://${UUID}` : '',
    urlOf,
    goTo,
    async backgroundRuns() {
      return (await evaluateInChrome(browser, `${extension}.backgroundState`)) === 'running';
    },
    async stopBackground() {
      // Without the test's option Firefox lets a background finish what it waits for; none may be left.
      const stop = `${extension}.terminateBackground({ disableResetIdleForTest: true })`;
      do await evaluateInChrome(browser, stop);
      while ((await evaluateInChrome(browser, `${extension}.backgroundState`)) !== 'stopped');
    },
    async shiftBackgroundClock(ms, control) {
      const handle = await control.evaluateHandle(async () => ({
        scope: (await chrome.runtime.getBackgroundPage()) as unknown as { Date: DateConstructor },
      }));
      await shiftClock(handle, ms);
    },
    async setOnline(online) {
      // Connections that stand would go on serving: without a network they would be dead.
      await evaluateInChrome(
        browser,
        `Services.io.offline = ${!online};
        Services.obs.notifyObservers(null, 'net:cancel-all-connections');
        Services.obs.notifyObservers(null, 'net:prune-all-connections');`,
      );
    },
    allow: (origin) => changePermissions('add', { origins: [`${origin}/*`] }),
    revoke: (origin) => changePermissions('remove', { origins: [`${origin}/*`] }),
    async pressButton(page) {
      await page.bringToFront();
      await evaluateInChrome(
        browser,
        `(async () => {
          const { ExtensionParent } = ChromeUtils.importESModule(
            'resource://gre/modules/ExtensionParent.sys.mjs');
          const action = ExtensionParent.apiManager.global.browserActionFor(${extension});
          await action.triggerAction(Services.wm.getMostRecentWindow('navigator:browser'));
        })()`,
      );
    },
    async openPrivately(host, path) {
      const url = JSON.stringify(urlOf(host, path));
      await evaluateInChrome(
        browser,
        `(async () => {
          const { BrowserWindowTracker } = ChromeUtils.importESModule(
            'resource:///modules/BrowserWindowTracker.sys.mjs');
          const usual = Services.wm.getMostRecentWindow('navigator:browser');
          const win = await BrowserWindowTracker.promiseOpenWindow({ private: true });
          const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
          win.gBrowser.selectedBrowser.fixupAndLoadURIString(${url}, { triggeringPrincipal });
          // The next tab opens in the window that is in front.
          usual.focus();
        })()`,
      );
      const close = `(() => {
        for (const win of Services.wm.getEnumerator('navigator:browser')) {
          if (win.PrivateBrowsingUtils.isWindowPrivate(win)) win.close();
        }
      })()`;
      return async () => void (await evaluateInChrome(browser, close));
    },
    async revokeDataCollection() {
      const data_collection = ['technicalAndInteraction', 'browsingActivity'];
      await changePermissions('remove', { data_collection });
    },
  };
}

/** Puppeteer's own `goto` never settles on an extension's page: Firefox swaps the process underneath it. */
async function goTo(page: Page, url: string): Promise<void> {
  page.goto(url).catch(() => {});
  await arrival(page, url);
}
