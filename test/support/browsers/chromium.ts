import puppeteer, { type Browser, type Target, TargetType, type WebWorker } from 'puppeteer-core';
import { addHost, removeHost } from './chromium-settings.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { findBrowser } from './find-browser.ts';
import { shiftClock } from './shift-clock.ts';

const OFFLINE = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const ONLINE = { ...OFFLINE, offline: false };

/** Starts Chromium, headless, with the extension. */
export async function launchChromium(options: EngineOptions): Promise<Engine> {
  const rules = options.hosts.map((host) => `MAP ${host}:443 127.0.0.1:${options.port}`);
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless: true,
    pipe: true,
    enableExtensions: options.extensionDir ? [options.extensionDir] : true,
    userDataDir: options.profileDir,
    acceptInsecureCerts: true,
    args: [
      `--host-resolver-rules=${rules.join(',')}`,
      '--disable-quic',
      '--lang=en-US',
      // Chromium refuses to run its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    return await createEngine(browser, options.extensionDir !== undefined);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function createEngine(browser: Browser, hasExtension: boolean): Promise<Engine> {
  const isBackground = (target: Target) =>
    target.type() === TargetType.SERVICE_WORKER && target.url().startsWith('chrome-extension://');
  const background = () => browser.targets().find(isBackground);
  const extensionOrigin = hasExtension
    ? new URL('/', (await browser.waitForTarget(isBackground)).url()).href.slice(0, -1)
    : '';
  const extensionId = extensionOrigin && new URL(extensionOrigin).hostname;
  let online = true;

  const runningWorker = async (): Promise<WebWorker> => {
    const worker = await (await browser.waitForTarget(isBackground)).worker();
    if (!worker) throw new Error('The background has just ended.');
    return worker;
  };
  const applyTo = async (target: Target) => {
    const conditions = online ? ONLINE : OFFLINE;
    if (target.type() === TargetType.PAGE) await (await target.page())?.setOfflineMode(!online);
    if (isBackground(target)) {
      await (await target.worker())?.client.send('Network.emulateNetworkConditions', conditions);
    }
  };
  // A page or worker that begins while the browser is offline begins offline.
  browser.on('targetcreated', (target) => {
    if (!online) applyTo(target).catch(() => {});
  });

  const urlOf = (host: string, path: string) => `https://${host}${path}`;

  return {
    browser,
    extensionOrigin,
    urlOf,
    async goTo(page, url) {
      if (!online) await page.setOfflineMode(true);
      await page.goto(url, { waitUntil: 'domcontentloaded' });
    },
    backgroundRuns: async () => background() !== undefined,
    async stopBackground() {
      const target = background();
      if (!target) return;
      const gone = new Promise<void>((resolve) => {
        const check = (ended: Target) => {
          if (ended !== target) return;
          browser.off('targetdestroyed', check);
          resolve();
        };
        browser.on('targetdestroyed', check);
      });
      await (await target.worker())?.close();
      await gone;
    },
    async shiftBackgroundClock(ms) {
      const worker = await runningWorker();
      await shiftClock(await worker.evaluateHandle(() => ({ scope: globalThis })), ms);
    },
    async setOnline(next) {
      online = next;
      await Promise.all(browser.targets().map(applyTo));
    },
    allow: (origin) => addHost(browser, extensionId, origin),
    revoke: (origin) => removeHost(browser, extensionId, origin),
    async pressButton(page) {
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension) throw new Error('There is no extension whose button could be pressed.');
      await page.bringToFront();
      await page.triggerExtensionAction(extension);
    },
    async openPrivately(host, path) {
      const context = await browser.createBrowserContext();
      await (await context.newPage()).goto(urlOf(host, path), { waitUntil: 'domcontentloaded' });
      return () => context.close();
    },
    revokeDataCollection: null,
  };
}
