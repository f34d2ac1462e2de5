import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { OfficialFamily, ReadableEntry } from '../../../lib/services/official-schema.ts';
import { readServices } from '../../../lib/services/read.ts';
import {
  type ParsedDocument,
  parseDocument,
  readDocument,
  typeOf,
} from '../../../server/official/read-document.ts';
import type { Reading } from '../../../server/official/reading.ts';

/** 24 November 2026, 15:00 UTC: when all fixtures are read. */
export const NOW = Date.UTC(2026, 10, 24, 15);

/** When the vendor of every fixture published its incident. */
export const PUBLISHED = Date.UTC(2026, 10, 24, 14, 31, 7);

export type Family = Exclude<OfficialFamily, 'none'>;

const ROOT = fileURLToPath(new URL('../../fixtures/official/', import.meta.url));

export function fixtureNames(family: Family): readonly string[] {
  return readdirSync(`${ROOT}${family}`).sort();
}

export function fixture(family: Family, name: string): Buffer {
  return readFileSync(`${ROOT}${family}/${name}`);
}

/** A service's own entry. */
export function entryOf(service: string): ReadableEntry {
  const found = readServices().find(({ id }) => id === service)?.official;
  if (found === undefined || found.family === 'none') throw new Error(`${service} is not read`);
  return found;
}

/** Entries for the families that no service of today needs. */
export const INSTATUS: ReadableEntry = {
  family: 'instatus',
  url: 'https://status.perplexity.com/v3/summary.json',
  page: { names: ['Perplexity'] },
};

export const BETTER_STACK: ReadableEntry = {
  family: 'better-stack',
  url: 'https://status.together.ai/index.json',
  page: { names: ['Together AI'] },
  resources: ['8475065'],
};

/** An entry for each family, with which its fixtures can be read. */
export const ENTRIES: Readonly<Record<Family, ReadableEntry>> = {
  statuspage: entryOf('claude'),
  'incident-io': entryOf('chatgpt'),
  google: entryOf('gemini'),
  instatus: INSTATUS,
  'better-stack': BETTER_STACK,
  flashduty: entryOf('deepseek'),
  microsoft: entryOf('copilot'),
  rss: entryOf('grok'),
};

export const FAMILIES = Object.keys(ENTRIES) as Family[];

/** Parses as the poller does. */
export async function parsed(family: Family, bytes: Uint8Array): Promise<ParsedDocument> {
  const document = await parseDocument(typeOf(family), bytes);
  if ('reason' in document) throw new Error(document.reason);
  return document;
}

/** Reads a whole body as the poller does, whatever it is. */
export async function readBytes(
  entry: ReadableEntry,
  bytes: Uint8Array,
  now = NOW,
): Promise<Reading> {
  const document = await parseDocument(typeOf(entry.family), bytes);
  return 'reason' in document ? document : readDocument(document, entry, now);
}
