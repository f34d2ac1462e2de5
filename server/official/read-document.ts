import type { OfficialFamily, ReadableEntry } from '../../lib/services/official-schema.ts';
import { readBetterStack } from './adapters/better-stack.ts';
import { readFlashduty } from './adapters/flashduty.ts';
import { readGoogle } from './adapters/google.ts';
import { readIncidentIo } from './adapters/incident-io.ts';
import { readInstatus } from './adapters/instatus.ts';
import { readMicrosoft } from './adapters/microsoft.ts';
import { readRss } from './adapters/rss.ts';
import { readStatuspage } from './adapters/statuspage.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { type Reading, type Unread, unread } from './reading.ts';

/** A document's content, parsed and not yet understood. */
export type ParsedDocument =
  | { readonly type: 'json'; readonly body: unknown }
  | { readonly type: 'xml'; readonly body: XmlElement };

export type DocumentType = ParsedDocument['type'];

/** @returns what the documents of a family are written in */
export function typeOf(family: Exclude<OfficialFamily, 'none'>): DocumentType {
  return family === 'rss' ? 'xml' : 'json';
}

/** @param bytes at most a few megabytes, in UTF-8 */
export async function parseDocument(
  type: DocumentType,
  bytes: Uint8Array,
): Promise<ParsedDocument | Unread> {
  const failure = unread(type === 'json' ? 'not-json' : 'not-xml');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (type === 'json') return { type, body: JSON.parse(text) as unknown };
  } catch {
    return failure;
  }
  const body = await readXml(text);
  return body === null ? failure : { type: 'xml', body };
}

function readJson(body: unknown, entry: ReadableEntry, now: number): Reading {
  switch (entry.family) {
    case 'statuspage':
      return readStatuspage(body, entry, now);
    case 'incident-io':
      return readIncidentIo(body, entry, now);
    case 'google':
      return readGoogle(body, entry, now);
    case 'instatus':
      return readInstatus(body, entry, now);
    case 'better-stack':
      return readBetterStack(body, entry, now);
    case 'flashduty':
      return readFlashduty(body, entry, now);
    case 'microsoft':
      return readMicrosoft(body, entry, now);
    case 'rss':
      return unread('not-xml');
  }
}

/**
 * What a document says of one service. Pure: the same document, entry and time give the same reading.
 * @param now milliseconds since the epoch
 */
export function readDocument(document: ParsedDocument, entry: ReadableEntry, now: number): Reading {
  if (document.type === 'json') return readJson(document.body, entry, now);
  return entry.family === 'rss' ? readRss(document.body, entry, now) : unread('not-json');
}
