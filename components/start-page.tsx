import { type FunctionComponent, render } from 'preact';
import type { Language } from '../lib/language/create-language.ts';
import { readView, refreshView, watchView } from '../lib/platform/page-api.ts';
import { serviceNames } from '../lib/services/names.ts';
import { LanguageContext } from './language-context.ts';
import type { PageProps } from './page-props.ts';

/** "Now" moves on in open pages, so that a state can grow stale before the reader's eyes. Milliseconds. */
const REDRAW_EVERY_MS = 15_000;

/** What a page needs beside the view. */
export interface Equipment<A> {
  readonly language: Language;
  /** The document's title. */
  readonly title: string;
  readonly actions: A;
}

/**
 * Draws a page from what is stored, once everything it needs is there, and again whenever that changes.
 * @param equip gets what the page needs
 */
export async function startPage<A>(
  Page: FunctionComponent<PageProps<A>>,
  equip: () => Promise<Equipment<A>>,
): Promise<void> {
  const root = document.body;
  const [{ language, title, actions }, stored] = await Promise.all([equip(), readView()]);
  let view = stored;

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
  document.title = title;
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
