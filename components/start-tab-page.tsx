import type { FunctionComponent } from 'preact';
import { loadPageLanguage } from '../lib/language/load-language.ts';
import type { PageKey } from '../lib/language/messages.ts';
import { packageTexts } from '../lib/platform/package-texts.ts';
import { allowHosts, allowServer, report, wishForReturn } from '../lib/platform/page-api.ts';
import {
  choose,
  clearHistory,
  eraseData,
  exportData,
  keepsConsent,
  setLanguage,
  stopWatching,
  useServer,
} from '../lib/platform/page-choices.ts';
import type { PageProps } from './page-props.ts';
import { startPage } from './start-page.tsx';

/** Draws a page that fills a tab. @param titleKey the document's title */
export function startTabPage(Page: FunctionComponent<PageProps>, titleKey: PageKey): Promise<void> {
  return startPage(Page, {
    load: (wanted) => loadPageLanguage(packageTexts(), wanted),
    title: (language) => language.say(titleKey),
    actions: async () => {
      const browserAsks = await keepsConsent();
      return {
        report,
        wishForReturn,
        allowServer,
        allowHosts,
        clearHistory,
        setLanguage,
        useServer,
        exportData,
        eraseData: () => eraseData(browserAsks),
        stopWatching,
        choose: (given: boolean) => choose(given, browserAsks),
      };
    },
  });
}
