import type { Browser as ExtensionApi } from 'webextension-polyfill';
import { STRIPS_KEY } from '../../lib/status/strips.ts';
import { VIEW_KEY } from '../../lib/status/view-key.ts';
import type { Session } from '../../test/support/browsers/session.ts';
import { scenes } from '../../test/support/gallery/scenes.ts';

declare const chrome: ExtensionApi;

/** The fullest popup that there is: an outage, with everything to say about it. */
const SCENE = scenes['popup-told-later'];

/**
 * Opens a page of the extension in a tab of its own and closes it again.
 * @returns from the beginning of the navigation to the first thing shown, milliseconds. @throws Error when it shows nothing
 */
export async function firstPaint(session: Session, file: string): Promise<number> {
  const stored = JSON.stringify({ [VIEW_KEY]: SCENE?.view, [STRIPS_KEY]: SCENE?.strips });
  await session.run((values) => chrome.storage.local.set(JSON.parse(values)), stored);
  const page = await session.openExtensionPage(file);
  try {
    await page.bringToFront();
    return await page.evaluate(readPaint);
  } finally {
    await page.close();
  }
}

function readPaint(): Promise<number> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('Nothing was painted for 10 s.')), 10_000);
    new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint');
      if (entry) resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}
