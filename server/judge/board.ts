import type { Status } from '../../lib/protocol/status.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import { PublicFile } from '../http/public-file.ts';
import type { Store, Transition } from '../store/store.ts';
import type { Judge } from './judge.ts';
import { NOTICES, statusOf, windowAt } from './status-of.ts';

/**
 * A file that says nothing new keeps its bytes, and so its ETag, for this long. Readers take a file
 * that is older than five minutes for stale, caches may add more than one.
 */
const RENEW_AFTER_MS = 120_000;

/** Without a successful update for this long nothing is known any more. */
const EXPIRES_AFTER_MS = 120_000;

const CACHE_CONTROL = 'public, max-age=15, stale-while-revalidate=60, stale-if-error=600';

/** What everybody is told now. */
export interface Board {
  status(): Status;
  file(): PublicFile;
  /** The changes of the last hour that led to this status, also those that are not settled; in order of minute. */
  changes(): readonly Transition[];
  /** Judges again and publishes what changed. Calls must not overlap. @throws Error when the store fails */
  update(): Promise<void>;
}

export interface BoardOptions {
  readonly store: Pick<Store, 'tally'>;
  readonly services: readonly Service[];
  readonly clock: () => number;
  readonly judge: Judge;
  readonly paused: boolean;
  readonly flooded: () => boolean;
}

function fileOf(status: Status): PublicFile {
  return new PublicFile({
    text: JSON.stringify(status),
    type: 'application/json',
    cacheControl: CACHE_CONTROL,
  });
}

/** @returns a board that says `unknown` of every service until the first update */
export function createBoard({
  store,
  services,
  clock,
  judge,
  paused,
  flooded,
}: BoardOptions): Board {
  const nothing = {
    verdict: { state: 'unknown', level: null, since: null },
    rho: 0,
    tail: [],
    changes: [],
  } as const;
  const empty = new Map(services.map(({ id }) => [id, nothing]));
  const silence = () => statusOf(services, empty, [], minuteOf(clock()), null);
  let judgedAt = clock();
  let madeAt: number;
  let content: Omit<Status, 'at'>;
  let status: Status;
  let file: PublicFile;
  let changes: readonly Transition[] = [];

  const publish = (next: Omit<Status, 'at'>) => {
    madeAt = clock();
    content = next;
    const { v, ...rest } = next;
    status = { v, at: new Date(madeAt).toISOString(), ...rest };
    file = fileOf(status);
  };
  const judgeAll = async () => {
    const judgements = await judge.judge();
    const now = minuteOf(clock());
    const tallies = await store.tally(...windowAt(now));
    const notice = paused ? NOTICES.paused : flooded() ? NOTICES.flooded : null;
    const all = notice === null ? [...judgements.values()].flatMap((own) => own.changes) : [];
    return {
      next: statusOf(services, judgements, tallies, now, notice),
      nextChanges: all.sort((a, b) => a.minute - b.minute),
    };
  };

  publish(silence());
  return {
    status: () => status,
    file: () => file,
    changes: () => changes,
    async update() {
      try {
        const { next, nextChanges } = await judgeAll();
        changes = nextChanges;
        judgedAt = clock();
        const isSame = JSON.stringify(next) === JSON.stringify(content);
        if (!isSame || clock() - madeAt >= RENEW_AFTER_MS) publish(next);
      } catch (error) {
        if (clock() - judgedAt >= EXPIRES_AFTER_MS) {
          changes = [];
          publish(silence());
        }
        throw error;
      }
    },
  };
}
