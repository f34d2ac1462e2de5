import { type FunctionComponent, render } from 'preact';
import type { Language } from '../lib/language/create-language.ts';
import { PACKAGE_SERVER } from '../lib/platform/package-server.ts';
import { packageLanguages } from '../lib/platform/package-texts.ts';
import { refreshView, uiLanguage } from '../lib/platform/page-api.ts';
import { readStored, type Stored, watchStored } from '../lib/platform/stored.ts';
import { serviceNames } from '../lib/services/names.ts';
import { afterPaint } from './after-paint.ts';
import { LanguageContext } from './language-context.ts';
import type { PageProps } from './page-props.ts';

/** "Now" moves on in open pages, so that a state can grow stale before the reader's eyes. Milliseconds. */
const REDRAW_EVERY_MS = 15_000;

/** What a page needs beside what is stored. */
export interface Equipment<A, L extends Language> {
  /** Loads a language. */
  readonly load: (wanted: string) => Promise<L>;
  /** @returns the document's title */
  readonly title: (language: L) => string;
  readonly actions: () => Promise<A>;
}

/** Draws a page from what is stored, once everything it needs is there, and again whenever that changes. */
export async function startPage<A, L extends Language>(
  Page: FunctionComponent<PageProps<A>>,
  equipment: Equipment<A, L>,
): Promise<void> {
  const root = document.body;
  const [language, stored, actions] = await prepare(equipment);
  const languages = { ...packageLanguages(), chosen: stored.language };
  let now: Stored = stored;
  let isOpening = true;

  function draw(): void {
    const { view, strips } = now;
    const shown = view && { ...view, online: view.online && navigator.onLine };
    render(
      <LanguageContext.Provider value={language}>
        <Page
          view={shown}
          strips={strips}
          now={Date.now()}
          isOpening={isOpening}
          services={serviceNames}
          languages={languages}
          usualServer={PACKAGE_SERVER}
          actions={actions}
        />
      </LanguageContext.Provider>,
      root,
    );
  }

  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  document.title = equipment.title(language);
  draw();
  // What the address points at was not there yet when the document loaded.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();

  const closing = new AbortController();
  const { signal } = closing;
  watchStored((change) => {
    if ('language' in change) location.reload();
    now = { ...now, ...change };
    draw();
  }, signal);
  addEventListener('online', draw, { signal });
  addEventListener('offline', draw, { signal });
  const clock = setInterval(draw, REDRAW_EVERY_MS);
  addEventListener('pagehide', () => {
    closing.abort();
    clearInterval(clock);
  });
  await afterPaint();
  isOpening = false;
  draw();
  await refreshView();
}

/** The browser's language is loaded while it is read whether another one was chosen: most readers chose none. */
async function prepare<A, L extends Language>({
  load,
  actions,
}: Equipment<A, L>): Promise<readonly [L, Stored, A]> {
  const usual = load(uiLanguage());
  const language = readStored().then(async (stored) => {
    if (stored.language === null) return [await usual, stored] as const;
    // It is not needed now, so that it cannot be loaded is no failure.
    usual.catch(() => {});
    return [await load(stored.language), stored] as const;
  });
  const [[loaded, stored], made] = await Promise.all([language, actions()]);
  return [loaded, stored, made];
}
