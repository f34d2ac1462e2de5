import {
  isOnStatusPage,
  type OfficialFamily,
  type ReadableEntry,
} from '../../lib/services/official-schema.ts';
import type { Service } from '../../lib/services/schema.ts';

/** One service that a document is about. */
export interface Subject {
  readonly service: string;
  readonly entry: ReadableEntry;
}

/** One document, however many services it serves. */
export interface OfficialDocument {
  readonly url: string;
  readonly family: Exclude<OfficialFamily, 'none'>;
  readonly redirects: readonly string[];
  readonly subjects: readonly Subject[];
}

/**
 * @returns every document that is to be read, each once
 * @throws Error naming the service whose entry cannot be
 */
export function documentsOf(services: readonly Service[]): readonly OfficialDocument[] {
  const documents = new Map<string, OfficialDocument>();
  for (const { id, official, statusPage } of services) {
    if (official === undefined || official.family === 'none') continue;
    if (!isOnStatusPage(official, statusPage)) {
      throw new Error(
        `lib/services/${id}.json: the official document is not on the status page's host`,
      );
    }
    const { url, family } = official;
    const before = documents.get(url);
    if (before !== undefined && before.family !== family) {
      throw new Error(`lib/services/${id}.json: another service reads ${url} as ${before.family}`);
    }
    documents.set(url, {
      url,
      family,
      redirects: [...new Set([...(before?.redirects ?? []), ...(official.redirects ?? [])])],
      subjects: [...(before?.subjects ?? []), { service: id, entry: official }],
    });
  }
  return [...documents.values()];
}
