import { DATA_COLLECTION } from '../report/data-collection.ts';
import { nativeBrowser as browser } from './native-browser.ts';
import { isDone } from './page-api.ts';

/** What became of a choice: `kept` means that the browser asked and kept its own no. */
export type Choice = 'done' | 'kept' | 'failed';

/** @returns whether this browser's own history is gone */
export function clearHistory(): Promise<boolean> {
  return isDone({ type: 'clearHistory' });
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
