import browser from 'webextension-polyfill';

/** @returns the host of the active tab; null when its address is not ours to see, which it is only on permitted hosts */
export async function activeHost(): Promise<string | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.url && URL.canParse(tab.url) ? new URL(tab.url).hostname : null;
}
