import { setImmediate as nextTurn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** An element and what stands in it. Names are as written, with their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, in order. */
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const MAX_DEPTH = 32;
const MAX_ELEMENTS = 50_000;
const MAX_ATTRIBUTES = 100_000;

/** Characters parsed before others get their turn. */
const SLICE = 65_536;

class Refused extends Error {}

function refuse(): never {
  throw new Refused();
}

/**
 * Parses a small XML document. A document type is refused, and with it every entity of the document's
 * own; so are great depth and numbers.
 * @returns the root element; null when it is not well-formed or is refused
 */
export async function readXml(text: string): Promise<XmlElement | null> {
  const parser = new SaxesParser();
  const path: Open[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let attributes = 0;
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > MAX_ATTRIBUTES) refuse();
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MAX_ELEMENTS || path.length >= MAX_DEPTH) refuse();
    const own = new Map(Object.entries(tag.attributes).map(([key, value]) => [key, String(value)]));
    const element: Open = { name: tag.name, attributes: own, children: [], text: '' };
    path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on('closetag', () => {
    const closed = path.pop() ?? null;
    if (path.length === 0) root = closed;
  });
  const addText = (part: string) => {
    const element = path.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    for (let at = 0; at < text.length; at += SLICE) {
      parser.write(text.slice(at, at + SLICE));
      await nextTurn();
    }
    parser.close();
  } catch {
    return null;
  }
  return root;
}
