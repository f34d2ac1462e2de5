import { JSDOM, VirtualConsole } from 'jsdom';
import { lightenHtml } from './lighten-html.ts';

const { DOMParser, document: home } = new JSDOM('', { virtualConsole: new VirtualConsole() })
  .window;

/** Pages with more tags are not searched in a browser either. */
const MAX_TAGS = 100_000;

/**
 * @param html a whole document or a part of one
 * @returns its DOM: no script runs, nothing is fetched; spaces inside texts are non-breaking ones, long texts are cut.
 * Null for one with more tags than the engine ever looks at. It is good until the next call: all pages have one after
 * the other the same document, for jsdom reads selectors anew for each document, which takes longer than all else
 */
export function readDocument(html: string): Document | null {
  const light = lightenHtml(html, MAX_TAGS);
  if (light === null) return null;
  const { documentElement } = new DOMParser().parseFromString(light, 'text/html');
  home.replaceChildren(home.adoptNode(documentElement));
  return home;
}
