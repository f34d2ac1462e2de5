import { loadLanguage } from '../lib/language/load-language.ts';
import { packageTexts } from '../lib/platform/package-texts.ts';
import { allowHosts, allowServer, report, wishForReturn } from '../lib/platform/page-api.ts';
import { PopupPage } from './popup-page.tsx';
import { startPage } from './start-page.tsx';

/** Draws the popup. It carries only what it needs: a reader waits for it. */
export function startPopup(): Promise<void> {
  return startPage(PopupPage, {
    load: (wanted) => loadLanguage(packageTexts(), wanted),
    title: (language) => language.say('badge.title.quiet'),
    actions: async () => ({ report, wishForReturn, allowServer, allowHosts }),
  });
}
