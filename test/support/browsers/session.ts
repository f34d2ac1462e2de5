import type { Browser, Page } from 'puppeteer-core';
import type { Browser as ExtensionApi } from 'webextension-polyfill';
import type { UiMessage } from '../../../lib/messaging/messages.ts';
import { VIEW_KEY, type View, viewSchema } from '../../../lib/status/view.ts';
import { arrival } from './arrival.ts';
import type { BrowserName, Engine } from './engine.ts';

/** In both browsers the extension's API has this name, and promises. */
declare const chrome: ExtensionApi;

/** The extension's page that runs nothing of it: a place to call its API from. */
const INERT_PAGE = 'headers.json';
const PATIENCE_MS = 20_000;
/** A tick that ends at this moment may have set the alarm anew before it rang. */
const RING_AGAIN_MS = 1_000;

export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** One browser with the extension, and all that a test asks of it. */
export interface Session {
  readonly name: BrowserName;
  readonly browser: Browser;
  readonly engine: Engine;
  /** Waits for the page that the extension opens when it has been installed. */
  firstRun(): Promise<Page>;
  /** Opens a page of a chatbot and waits for its document. */
  open(host: string, path?: string): Promise<Page>;
  /** Opens a page of the extension in a tab of its own. */
  openExtensionPage(file: string): Promise<Page>;
  /** Runs a function in a page of the extension that does nothing by itself. */
  run<Args extends unknown[], Result>(
    task: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Goes back in a tab's history, to this address. */
  goBack(page: Page, url: string): Promise<void>;
  /** What the extension's pages show; null before the background's first word. */
  view(): Promise<View | null>;
  /**
   * Waits until the view fits.
   * @param what the state waited for, in words, for the error
   */
  viewWhen(what: string, fits: (view: View) => boolean): Promise<View>;
  readBadge(): Promise<Badge>;
  badgeWhen(what: string, fits: (badge: Badge) => boolean): Promise<Badge>;
  /** Starts the background, if it sleeps, as the extension's own pages do. */
  wake(): Promise<void>;
  /** @returns the name of the extension's one alarm, once it has been set for the first time */
  alarm(): Promise<string>;
  /** Rings the extension's alarm now instead of when it is due; resolves when it has rung. */
  ring(): Promise<void>;
  /** Moves the background's clock when nothing is under way; ends with the background. */
  shiftClock(ms: number): Promise<void>;
  /** Closes every page but the inert one. */
  closePages(): Promise<void>;
  /** Ends the browser and starts it again on the same profile. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param start starts the browser, on the same profile each time
 * @param cleanUp removes what is left when the browser has ended
 */
export async function createSession(
  name: BrowserName,
  start: () => Promise<Engine>,
  cleanUp: () => Promise<void>,
): Promise<Session> {
  let engine = await start();
  let control = await openControl(engine);
  let alarm: string | null = null;

  async function openControl(of: Engine): Promise<Page> {
    const [first] = await of.browser.pages();
    const page = first ?? (await of.browser.newPage());
    if (of.extensionOrigin) await of.goTo(page, `${of.extensionOrigin}/${INERT_PAGE}`);
    return page;
  }

  async function openTab(url: string): Promise<Page> {
    const page = await engine.browser.newPage();
    await engine.goTo(page, url);
    return page;
  }

  /** Puppeteer's own `url()` does not follow Firefox into an extension's process. */
  async function pageAt(url: string): Promise<Page | null> {
    for (const page of await engine.browser.pages()) {
      if ((await page.evaluate(() => location.href).catch(() => '')) === url) return page;
    }
    return null;
  }

  async function until<T>(
    what: string,
    read: (before: T | undefined) => Promise<T>,
    fits: (value: T) => boolean,
  ): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    let last: T | undefined;
    do {
      last = await read(last);
      if (fits(last)) return last;
    } while (Date.now() < deadline);
    throw new Error(`${name}: waited in vain for ${what}. Last seen: ${JSON.stringify(last)}`);
  }

  const alarmIsSet = (what: string) =>
    until(
      what,
      () => control.evaluate(alarmName),
      (found) => found !== null,
    );

  const session: Session = {
    name,
    get browser() {
      return engine.browser;
    },
    get engine() {
      return engine;
    },
    async firstRun() {
      const url = `${engine.extensionOrigin}/welcome.html`;
      return until(
        'the welcome page',
        () => pageAt(url),
        (page) => page !== null,
      ) as Promise<Page>;
    },
    open: (host, path = '/') => openTab(engine.urlOf(host, path)),
    openExtensionPage: (file) => openTab(`${engine.extensionOrigin}/${file}`),
    run: <Args extends unknown[], Result>(task: (...args: Args) => Result, ...args: Args) =>
      control.evaluate(task as (...given: unknown[]) => Result, ...args),
    // Puppeteer's own `goBack` never settles when the page comes out of the back/forward cache.
    async goBack(page, url) {
      await page.evaluate(() => setTimeout(() => history.back()));
      await arrival(page, url);
    },
    view: async () => parseView(await control.evaluate(readView, VIEW_KEY)),
    viewWhen: (what, fits) =>
      until<View | null>(
        what,
        async (before) =>
          parseView(
            before === undefined
              ? await control.evaluate(readView, VIEW_KEY)
              : await control.evaluate(changedView, VIEW_KEY, JSON.stringify(before)),
          ),
        (view) => view !== null && fits(view),
      ) as Promise<View>,
    readBadge: () => control.evaluate(readBadge),
    badgeWhen: (what, fits) => until(what, () => control.evaluate(readBadge), fits),
    wake: () => control.evaluate(wake),
    async alarm() {
      // Between its ringing and its being set again there is none, so the name is kept.
      alarm ??= await alarmIsSet('an alarm');
      return alarm ?? '';
    },
    async ring() {
      const ringing = await session.alarm();
      await control.evaluate(ring, ringing, RING_AGAIN_MS);
    },
    async shiftClock(ms) {
      // While a tick runs there is no alarm. One that found the clock changed on its way would plan from then on.
      await alarmIsSet('the end of what is under way');
      await engine.shiftBackgroundClock(ms, control);
    },
    async closePages() {
      const pages = await engine.browser.pages();
      await Promise.all(pages.filter((page) => page !== control).map((page) => page.close()));
    },
    async restart() {
      await engine.browser.close();
      engine = await start();
      control = await openControl(engine);
    },
    async close() {
      await engine.browser.close();
      await cleanUp();
    },
  };
  return session;
}

function parseView(stored: unknown): View | null {
  return stored === undefined || stored === null ? null : viewSchema.parse(stored);
}

async function readView(key: string): Promise<unknown> {
  return (await chrome.storage.local.get(key))[key] ?? null;
}

/** Resolves as soon as the view differs from the one seen before, or after a second. */
function changedView(key: string, before: string): Promise<unknown> {
  return new Promise((resolve) => {
    const check = async () => {
      const value: unknown = (await chrome.storage.local.get(key))[key] ?? null;
      if (JSON.stringify(value) !== before) finish(value);
    };
    const finish = (value: unknown) => {
      chrome.storage.onChanged.removeListener(check);
      clearTimeout(timer);
      resolve(value);
    };
    const timer = setTimeout(() => finish(JSON.parse(before)), 1000);
    chrome.storage.onChanged.addListener(check);
    check();
  });
}

async function wake(): Promise<void> {
  const message: UiMessage = { type: 'refreshView' };
  await chrome.runtime.sendMessage(message);
}

/** Resolves when the alarm has rung, here and in the background. */
function ring(name: string, againMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const set = () => chrome.alarms.create(name, { when: Date.now() });
    const again = setInterval(set, againMs);
    const stop = () => {
      chrome.alarms.onAlarm.removeListener(rung);
      clearInterval(again);
    };
    const rung = () => {
      stop();
      resolve();
    };
    chrome.alarms.onAlarm.addListener(rung);
    Promise.resolve(set()).catch((error) => {
      stop();
      reject(error);
    });
  });
}

async function alarmName(): Promise<string | null> {
  return (await chrome.alarms.getAll())[0]?.name ?? null;
}

async function readBadge(): Promise<Badge> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const target = tab?.id === undefined ? {} : { tabId: tab.id };
  const [text, title] = await Promise.all([
    chrome.action.getBadgeText(target),
    chrome.action.getTitle(target),
  ]);
  return { text, title };
}
