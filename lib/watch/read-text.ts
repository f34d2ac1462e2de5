/** A notice is one or two sentences: no more is ever read. Characters. */
export const MAX_NOTICE_LENGTH = 600;

/** Nodes looked at for one text at most. */
const MAX_NODES = 300;

const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

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
      if (child.nodeType === TEXT_NODE) {
        const text = beginningOf(child as Text);
        parts.push(text);
        length += text.trim().length;
      } else if (child.nodeType === ELEMENT_NODE) {
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

/** @returns whether a text of the element's own says anything, as far as its beginning tells */
export function hasOwnText(element: Element): boolean {
  let nodes = 0;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    nodes += 1;
    if (nodes > MAX_NODES) return false;
    if (child.nodeType === TEXT_NODE && beginningOf(child as Text).trim() !== '') return true;
  }
  return false;
}

/** @returns whether there is any text in the element; reads none of it */
export function holdsText(element: Element): boolean {
  let nodes = 0;
  const look = (node: Node): boolean => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      nodes += 1;
      if (nodes > MAX_NODES) return true;
      if (child.nodeType === TEXT_NODE && (child as Text).length > 1) return true;
      if (child.nodeType === ELEMENT_NODE && look(child)) return true;
    }
    return false;
  };
  return look(element);
}

// A cut of the whole would keep a text of any length in memory.
function beginningOf(text: Text): string {
  return text.substringData(0, MAX_NOTICE_LENGTH);
}
