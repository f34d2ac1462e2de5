import type { FunctionComponent } from 'preact';
import { loadPageLanguage } from '../lib/language/load-page-language.ts';
import type { PageKey } from '../lib/language/messages.ts';
import { allowHosts, allowServer, report, uiLanguage } from '../lib/platform/page-api.ts';
import { choose, clearHistory, keepsConsent, stopWatching } from '../lib/platform/page-choices.ts';
import type { PageProps } from './page-props.ts';
import { startPage } from './start-page.tsx';

/** Draws a page that fills a tab. @param titleKey the document's title */
export function startTabPage(Page: FunctionComponent<PageProps>, titleKey: PageKey): Promise<void> {
  return startPage(Page, async () => {
    const [language, browserAsks] = await Promise.all([
      loadPageLanguage(uiLanguage()),
      keepsConsent(),
    ]);
    const actions = {
      report,
      allowServer,
      allowHosts,
      clearHistory,
      stopWatching,
      choose: (given: boolean) => choose(given, browserAsks),
    };
    return { language, title: language.say(titleKey), actions };
  });
}
