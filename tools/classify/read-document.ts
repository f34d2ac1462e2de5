import { JSDOM, VirtualConsole } from 'jsdom';
import { lightenHtml } from './lighten-html.ts';

const { DOMParser } = new JSDOM('', { virtualConsole: new VirtualConsole() }).window;

/** Pages with more tags are not searched in a browser either. */
const MAX_TAGS = 100_000;

/**
 * @param html a whole document or a part of one
 * @returns its DOM: no script runs, nothing is fetched; spaces inside texts are non-breaking ones, long texts are cut.
 * Null for one with more tags than the engine ever looks at
 */
export function readDocument(html: string): Document | null {
  const light = lightenHtml(html, MAX_TAGS);
  return light === null ? null : new DOMParser().parseFromString(light, 'text/html');
}
