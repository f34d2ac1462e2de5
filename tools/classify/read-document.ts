import { JSDOM, VirtualConsole } from 'jsdom';

const { DOMParser } = new JSDOM('', { virtualConsole: new VirtualConsole() }).window;

/** What never holds words that a reader sees, but is most of a saved page. */
const HEAVY = /<(script|style|svg)\b([^>]*)>[\s\S]*?<\/\1\s*>/gi;

/**
 * @param html a whole document or a part of one
 * @returns its DOM: no script runs, nothing is fetched
 */
export function readDocument(html: string): Document {
  const light = html.replace(HEAVY, '<$1$2></$1>');
  return new DOMParser().parseFromString(light, 'text/html');
}
