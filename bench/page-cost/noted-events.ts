import type { Browser as ExtensionApi } from 'webextension-polyfill';
import * as z from 'zod/mini';
import type { Session } from '../../test/support/browsers/session.ts';

declare const chrome: ExtensionApi;

const notedSchema = z.record(z.string(), z.object({ kind: z.string(), at: z.number() }));

/** What woke or reached the background in a span of time, by kind. */
export interface Wakes {
  /** Caused by the page: messages of the content script, requests that were told of. */
  readonly byPage: Readonly<Record<string, number>>;
  /** Its own: the alarm once a minute, and starts after it had ended. */
  readonly own: Readonly<Record<string, number>>;
}

/** @returns what `count-events.js` noted between two times, milliseconds since the epoch */
export async function notedBetween(session: Session, from: number, to: number): Promise<Wakes> {
  const noted = notedSchema.parse(await session.run(() => chrome.storage.session.get(null)));
  const kinds = Object.values(noted)
    .filter(({ at }) => at >= from && at < to)
    .map(({ kind }) => kind);
  const isOwn = (kind: string) => kind === 'alarm' || kind === 'start' || kind === 'own page';
  return {
    byPage: countOf(kinds.filter((kind) => !isOwn(kind))),
    own: countOf(kinds.filter(isOwn)),
  };
}

function countOf(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
