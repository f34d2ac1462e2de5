import type { Replies } from '../messaging/messages.ts';
import { DATA_COLLECTION } from '../report/data-collection.ts';
import { isText, oneOf, shapeOf } from '../status/guards.ts';
import { nativeBrowser as browser } from './native-browser.ts';
import { allowServer, ask, isDone } from './page-api.ts';

const isServerReply = shapeOf<Replies['useServer']>({
  result: oneOf(['used', 'refused', 'silent']),
});
const isExport = shapeOf<{ text: string }>({ text: isText });

/** What became of a choice: `kept` means that the browser asked and kept its own no. */
export type Choice = 'done' | 'kept' | 'failed';

/** @returns whether this browser's own history is gone */
export function clearHistory(): Promise<boolean> {
  return isDone({ type: 'clearHistory' });
}

/**
 * Talks to another server from now on. Call it straight from a click: the browser asks whether it may be reached.
 * @param origin null for the build's server
 */
export async function useServer(
  origin: string | null,
): Promise<Replies['useServer']['result'] | null> {
  const isAllowed = origin === null || (await allowServer(origin));
  if (!isAllowed) return 'refused';
  return (await ask({ type: 'useServer', origin }, isServerReply))?.result ?? null;
}

/** @param tag null for the browser's language @returns whether it is kept */
export function setLanguage(tag: string | null): Promise<boolean> {
  return isDone({ type: 'setLanguage', tag });
}

/** @returns all that is kept in this browser as JSON, null when the background did not answer */
export async function exportData(): Promise<string | null> {
  return (await ask({ type: 'exportData' }, isExport))?.text ?? null;
}

/**
 * Erases all that is kept in this browser, the browser's own record of consent included.
 * @param browserAsks the answer of `keepsConsent`
 * @returns whether it is gone
 */
export async function eraseData(browserAsks: boolean): Promise<boolean> {
  try {
    if (browserAsks) await askBrowser(false);
    return await isDone({ type: 'eraseData' });
  } catch {
    return false;
  }
}

/** @returns whether the browser itself asks for consent to data collection (Firefox from 140) and keeps the answer */
export async function keepsConsent(): Promise<boolean> {
  return 'data_collection' in (await browser.permissions.getAll());
}

/**
 * Records a choice about anonymous reports. Call it straight from a click.
 * @param browserAsks the answer of `keepsConsent`
 */
export async function choose(given: boolean, browserAsks: boolean): Promise<Choice> {
  try {
    // Before any await: Firefox forgets the click otherwise.
    const answer = browserAsks ? askBrowser(given) : Promise.resolve(true);
    const allowed = await answer;
    if (!allowed && given) return 'kept';
    return (await isDone({ type: 'setConsent', given })) ? 'done' : 'failed';
  } catch {
    return 'failed';
  }
}

function askBrowser(given: boolean): Promise<boolean> {
  const wanted = { data_collection: [...DATA_COLLECTION] };
  return given ? browser.permissions.request(wanted) : browser.permissions.remove(wanted);
}

/** @returns whether the hosts of a chatbot that was allowed by a click are given back */
export function stopWatching(service: string): Promise<boolean> {
  return isDone({ type: 'stopWatching', service });
}
