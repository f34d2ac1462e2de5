import type polyfill from 'webextension-polyfill';

type Api = typeof polyfill;

declare global {
  // The browser's own name for the API: `browser` in Firefox, `chrome` in Chromium, which has both since 2025.
  var browser: Api | undefined;
  var chrome: Api;
}

/**
 * The extension API without the polyfill, for pages: with Manifest V3 both families of browsers answer with promises,
 * and the polyfill would be a fifth of the popup.
 */
export const nativeBrowser: Api = globalThis.browser ?? globalThis.chrome;
