import type { Ask } from './ask.ts';
import type { OfficialDocument } from './documents-of.ts';
import { type Fetched, fetchDocument, NO_VALIDATORS, type Validators } from './fetch-document.ts';
import { firstPause, LONGEST_PAUSE_MS, nextPause } from './poll-plan.ts';
import { type ParsedDocument, parseDocument, readDocument, typeOf } from './read-document.ts';
import { type Reading, type Unread, type UnreadReason, unread } from './reading.ts';

/** What one poll of a document came to. */
export interface Poll {
  readonly result: PollResult;
  /** By service. */
  readonly readings: ReadonlyMap<string, Reading>;
}

/** `read`: a new document; `unchanged`: the one we have; else why it could not be read. */
export type PollResult = 'read' | 'unchanged' | UnreadReason;

export interface Poller {
  /** Asks for the document when it is due. @returns null when it is not. Never throws; calls must not overlap */
  poll(): Promise<Poll | null>;
}

export interface PollerOptions {
  readonly document: OfficialDocument;
  readonly ask: Ask;
  readonly clock: () => number;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Time for a whole exchange, milliseconds. */
  readonly exchangeMs?: number;
}

/** @returns a poller that asks for its document once a minute, and less often while that fails */
export function createPoller(options: PollerOptions): Poller {
  const { document, ask, clock, random, signal } = options;
  const type = typeOf(document.family);
  let dueAt = clock() + firstPause(random());
  let failures = 0;
  let validators: Validators = NO_VALIDATORS;
  let known: ParsedDocument | null = null;

  const isDue = () => {
    const wait = dueAt - clock();
    // A longer one was planned under a clock that has been set back since.
    return wait <= 0 || wait > LONGEST_PAUSE_MS;
  };

  /** Takes over what came; a document that is not understood leaves nothing to be compared with. */
  const contentOf = async (fetched: Fetched): Promise<ParsedDocument | Unread> => {
    if (fetched.type === 'failed') return unread(fetched.reason);
    if (fetched.type === 'unchanged') return known ?? unread('other-status');
    known = null;
    validators = NO_VALIDATORS;
    const parsed = await parseDocument(type, fetched.bytes);
    if ('reason' in parsed) return parsed;
    known = parsed;
    validators = fetched.validators;
    return parsed;
  };

  return {
    async poll() {
      if (!isDue()) return null;
      const { url, redirects, subjects } = document;
      const request = { url, type, redirects, validators };
      const fetched = await fetchDocument(ask, request, signal, options.exchangeMs);
      failures = fetched.type === 'failed' ? failures + 1 : 0;
      dueAt = clock() + nextPause(fetched, failures, random());
      const content = await contentOf(fetched);
      const now = clock();
      const readings = subjects.map(({ service, entry }): readonly [string, Reading] => [
        service,
        'reason' in content ? content : readDocument(content, entry, now),
      ]);
      const good = fetched.type === 'unchanged' ? 'unchanged' : 'read';
      return { result: 'reason' in content ? content.reason : good, readings: new Map(readings) };
    },
  };
}
