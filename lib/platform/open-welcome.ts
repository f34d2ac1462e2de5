import browser from 'webextension-polyfill';

/** Opens the page that explains the extension and asks for consent. */
export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}
