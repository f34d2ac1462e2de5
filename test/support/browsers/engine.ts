import type { Browser, Page } from 'puppeteer-core';

export const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface EngineOptions {
  /** The unpacked extension; none for a browser without it. */
  readonly extensionDir?: string;
  /** A folder for the profile, which may hold an earlier one. */
  readonly profileDir: string;
  /** Host names that lead to this machine instead of the network. */
  readonly hosts: readonly string[];
  /** Where the stand-in for these hosts listens. */
  readonly port: number;
}

/** What the two browsers do differently. `session.ts` builds everything else on it. */
export interface Engine {
  readonly browser: Browser;
  /** `chrome-extension://<id>` or `moz-extension://<uuid>`. */
  readonly extensionOrigin: string;
  urlOf(host: string, path: string): string;
  /** Opens an address in a tab, waiting only until its document stands. */
  goTo(page: Page, url: string): Promise<void>;
  backgroundRuns(): Promise<boolean>;
  /** Ends the background as the browser does when it is idle, and waits until it is gone. */
  stopBackground(): Promise<void>;
  /** Moves the running background's clock; a background that starts later has the right time again. */
  shiftBackgroundClock(ms: number, control: Page): Promise<void>;
  setOnline(online: boolean): Promise<void>;
  /**
   * Allows an origin (without a port) in the browser's own settings. Chromium knows no optional hosts there: of these it lets the
   * extension's next question through without asking the user.
   */
  allow(origin: string): Promise<void>;
  /** Takes an origin (without a port) away in the browser's own settings. */
  revoke(origin: string): Promise<void>;
  /** Presses the extension's button in the toolbar while this tab is in front. */
  pressButton(page: Page): Promise<void>;
  /** Opens an address in a private window. @returns what closes the window */
  openPrivately(host: string, path: string): Promise<() => Promise<void>>;
  /** Takes the consent away with the browser's own means, as about:addons does. Chromium has none. */
  revokeDataCollection: (() => Promise<void>) | null;
}
