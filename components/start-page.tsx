import { type FunctionComponent, render } from 'preact';
import type { Language } from '../lib/language/create-language.ts';
import {
  allowHosts,
  allowServer,
  choose,
  clearHistory,
  keepsConsent,
  readView,
  refreshView,
  report,
  stopWatching,
  uiLanguage,
  watchView,
} from '../lib/platform/page-api.ts';
import { serviceNames } from '../lib/services/names.ts';
import { LanguageContext } from './language-context.ts';
import type { Actions, PageProps } from './page-props.ts';

/** "Now" moves on in open pages, so that a state can grow stale before the reader's eyes. Milliseconds. */
const REDRAW_EVERY_MS = 15_000;

/**
 * Draws a page from what is stored, once everything it needs is there, and again whenever that changes.
 * @param load loads the language that the page speaks
 * @param titleOf the document's title in it
 */
export async function startPage<L extends Language>(
  Page: FunctionComponent<PageProps>,
  load: (wanted: string) => Promise<L>,
  titleOf: (language: L) => string,
): Promise<void> {
  const root = document.body;
  const [language, stored, browserAsks] = await Promise.all([
    load(uiLanguage()),
    readView(),
    keepsConsent(),
  ]);
  let view = stored;
  const actions: Actions = {
    report,
    clearHistory,
    allowServer,
    allowHosts,
    stopWatching,
    choose: (given) => choose(given, browserAsks),
  };

  function draw(): void {
    const shown = view && { ...view, online: view.online && navigator.onLine };
    render(
      <LanguageContext.Provider value={language}>
        <Page view={shown} now={Date.now()} services={serviceNames} actions={actions} />
      </LanguageContext.Provider>,
      root,
    );
  }

  const closing = new AbortController();
  const { signal } = closing;
  document.documentElement.lang = language.tag;
  document.title = titleOf(language);
  watchView((next) => {
    view = next;
    draw();
  }, signal);
  addEventListener('online', draw, { signal });
  addEventListener('offline', draw, { signal });
  const clock = setInterval(draw, REDRAW_EVERY_MS);
  addEventListener('pagehide', () => {
    closing.abort();
    clearInterval(clock);
  });
  draw();
  // What the address points at was not there yet when the document loaded.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
  await refreshView();
}
