import { loadLanguage } from '../lib/language/load-language.ts';
import { allowHosts, allowServer, report, uiLanguage } from '../lib/platform/page-api.ts';
import { PopupPage } from './popup-page.tsx';
import { startPage } from './start-page.tsx';

/** Draws the popup. It carries only what it needs: a reader waits for it. */
export function startPopup(): Promise<void> {
  return startPage(PopupPage, async () => {
    const language = await loadLanguage(uiLanguage());
    const title = language.say('badge.title.quiet');
    return { language, title, actions: { report, allowServer, allowHosts } };
  });
}
