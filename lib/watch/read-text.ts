/** A notice is one or two sentences: no more is ever read. Characters. */
export const MAX_NOTICE_LENGTH = 600;

/** Nodes looked at for one text at most. */
const MAX_NODES = 300;

const INLINE =
  /^(?:A|ABBR|B|BDI|BDO|CITE|EM|FONT|I|KBD|LABEL|MARK|Q|S|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR)$/;

/**
 * The text that a reader sees in an element, a line for each block, cut short.
 * @param element where to read
 * @param skip a selector: what is not read with all that is in it
 */
export function readText(element: Element, skip: string): string {
  const parts: string[] = [];
  let length = 0;
  let nodes = 0;
  const read = (node: Node): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      nodes += 1;
      if (nodes > MAX_NODES || length > MAX_NOTICE_LENGTH) return;
      if (child.nodeType === 3) {
        const text = (child.nodeValue ?? '').slice(0, MAX_NOTICE_LENGTH);
        parts.push(text);
        length += text.trim().length;
      } else if (child.nodeType === 1) {
        readElement(child as Element);
      }
    }
  };
  const readElement = (child: Element): void => {
    const gap = INLINE.test(child.tagName) ? ' ' : '\n';
    parts.push(gap);
    if (!(skip && child.matches(skip))) read(child);
    parts.push(gap);
  };
  read(element);
  return parts
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
    .slice(0, MAX_NOTICE_LENGTH);
}
