import type { OfficialFamily } from '../../lib/services/official-schema.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { Ask } from './ask.ts';
import { documentsOf, type OfficialDocument } from './documents-of.ts';
import { wordOf } from './follow.ts';
import { createKeeper } from './keeper.ts';
import type { OfficialStore, OfficialWord } from './official-word.ts';
import { createPoller, type Poll, type PollResult } from './poller.ts';
import type { UnreadReason } from './reading.ts';

type Family = Exclude<OfficialFamily, 'none'>;

/** What vendors' own pages say, read by this server and by no browser. */
export interface Official {
  /** What each service's vendor says now; services without a document are `unknown`. */
  words(): ReadonlyMap<string, OfficialWord>;
  /** @returns undefined for a service that is not on the list */
  word(service: string): OfficialWord | undefined;
  /** One job for each document, to be called every second or so. A slow page delays none but its own. */
  readonly documents: readonly { update(): Promise<void> }[];
  /** Calls every job once. @throws Error when the store fails; words go on, changes are kept for the next time */
  update(): Promise<void>;
}

export interface OfficialOptions {
  readonly services: readonly Service[];
  readonly fetch: Ask;
  readonly clock: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Ends exchanges that are under way. */
  readonly signal?: AbortSignal;
  readonly store?: OfficialStore;
  /** Told after each poll. */
  readonly onPoll?: (family: Family, result: PollResult) => void;
  /** Told when a service's page turns readable (null) or unreadable, or so for another reason. */
  readonly onReadable?: (service: string, family: Family, reason: UnreadReason | null) => void;
  /** Time for a whole exchange, milliseconds. */
  readonly exchangeMs?: number;
}

/**
 * @returns a reader that knows nothing until the first updates
 * @throws Error when a service's entry cannot be
 */
export function createOfficial(options: OfficialOptions): Official {
  const { services, fetch, clock, random, exchangeMs } = options;
  const signal = options.signal ?? new AbortController().signal;
  const keeper = createKeeper(options.store, clock);
  const reasons = new Map<string, UnreadReason | null>();

  const tell = (family: Family, { result, readings }: Poll) => {
    options.onPoll?.(family, result);
    for (const [service, reading] of readings) {
      const reason = reading.isRead ? null : reading.reason;
      if (reasons.get(service) === reason) continue;
      reasons.set(service, reason);
      options.onReadable?.(service, family, reason);
    }
  };
  const jobOf = (document: OfficialDocument) => {
    const limits = exchangeMs === undefined ? {} : { exchangeMs };
    const poller = createPoller({ document, ask: fetch, clock, random, signal, ...limits });
    const own = document.subjects.map(({ service }) => service);
    return {
      async update() {
        const poll = await poller.poll();
        if (signal.aborted) return;
        if (poll !== null) {
          tell(document.family, poll);
          // What was stored decides how a first word goes on; without the store it starts anew.
          await keeper.load().finally(() => keeper.take(poll.readings));
        }
        const hasChanged = keeper.note(own);
        if (hasChanged || poll !== null) await keeper.save();
      },
    };
  };
  const documents = documentsOf(services).map(jobOf);
  const pages = new Map(services.map(({ id, statusPage }) => [id, statusPage]));
  const word = (id: string) => {
    const page = pages.get(id);
    return page === undefined ? undefined : wordOf(keeper.followed(id), page);
  };
  return {
    words: () => new Map([...pages].map(([id, page]) => [id, wordOf(keeper.followed(id), page)])),
    word,
    documents,
    async update() {
      const ended = await Promise.allSettled(documents.map((job) => job.update()));
      const failure = ended.find((one) => one.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    },
  };
}
