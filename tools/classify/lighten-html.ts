/** More of one text is never looked at. Characters. */
const MAX_TEXT_LENGTH = 2_000;

/** A longer tag loses its attributes. Characters. */
const MAX_TAG_LENGTH = 20_000;

/** What never holds words that a reader sees, but is most of a saved page. */
const HEAVY: Readonly<Record<string, RegExp>> = {
  script: /<\/script\s*>/gi,
  style: /<\/style\s*>/gi,
  svg: /<\/svg\s*>/gi,
};
const SLASH = 47;
const NAME = /<\/?([a-z][a-z0-9-]{0,50})?/iy;

/**
 * Makes a page light for a parser that hands over each run of letters and each breaking space by itself: scripts,
 * styles, drawings and comments are emptied, long texts cut, spaces inside texts made non-breaking. One pass, whatever
 * the page holds.
 * @param most elements that it may have
 * @returns null when it has more
 */
export function lightenHtml(html: string, most: number): string | null {
  const parts: string[] = [];
  let at = 0;
  for (let tags = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (open !== at) parts.push(lightenText(html.slice(at, open < 0 ? html.length : open)));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open);
      continue;
    }
    if (!isTag(html.charCodeAt(open + 1))) {
      parts.push('<');
      at = open + 1;
      continue;
    }
    if (html.charCodeAt(open + 1) !== SLASH) tags += 1;
    if (tags > most) return null;
    const end = endOfTag(html, open);
    parts.push(end - open > MAX_TAG_LENGTH ? bare(html, open) : html.slice(open, end));
    at = endOfHeavy(html, open, end);
  }
  return parts.join('');
}

function lightenText(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH).replace(/(?<=\S)[ \t](?=\S)/g, '\u00a0');
}

/** Letters, `/` and `!` begin a tag. */
function isTag(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === SLASH || code === 33;
}

/** Behind the `>` that is in no quotes; the end of the page when there is none. */
function endOfTag(html: string, open: number): number {
  let quote = 0;
  for (let at = open + 1; at < html.length; at += 1) {
    const code = html.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at + 1;
  }
  return html.length;
}

/** Where the closing tag of a script, a style or a drawing begins; of other tags the end. */
function endOfHeavy(html: string, open: number, end: number): number {
  NAME.lastIndex = open;
  const [start, name] = NAME.exec(html) ?? [];
  const close = start?.startsWith('</') ? undefined : HEAVY[name?.toLowerCase() ?? ''];
  if (!close || html.startsWith('/>', end - 2)) return end;
  close.lastIndex = end;
  return close.exec(html)?.index ?? html.length;
}

function bare(html: string, open: number): string {
  NAME.lastIndex = open;
  return `${NAME.exec(html)?.[0] ?? '<'}>`;
}

function after(html: string, text: string, from: number): number {
  const at = html.indexOf(text, from);
  return at < 0 ? html.length : at + text.length;
}
