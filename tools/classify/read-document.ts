import { JSDOM, VirtualConsole } from 'jsdom';

const { DOMParser } = new JSDOM('', { virtualConsole: new VirtualConsole() }).window;

/** What never holds words that a reader sees, but is most of a saved page. */
const HEAVY = /<(script|style|svg)\b([^>]*)>[\s\S]*?<\/\1\s*>/gi;

/** Comments, tags and the text between them. */
const PIECES = /<!--[\s\S]*?-->|<[a-z/!](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</gi;

/** More of one text is never looked at. Characters. */
const MAX_TEXT_LENGTH = 2_000;

/**
 * @param html a whole document or a part of one
 * @returns its DOM: no script runs, nothing is fetched; spaces inside texts are non-breaking ones, long texts are cut
 */
export function readDocument(html: string): Document {
  const light = html.replace(HEAVY, '<$1$2></$1>').replace(PIECES, lighten);
  return new DOMParser().parseFromString(light, 'text/html');
}

/** The parser hands over each run of letters and each run of breaking space by itself, and jsdom takes long over each. */
function lighten(piece: string): string {
  if (piece.startsWith('<')) return piece;
  return piece.slice(0, MAX_TEXT_LENGTH).replace(/(?<=\S)[ \t](?=\S)/g, '\u00a0');
}
