import type { Status } from '../../lib/protocol/status.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import { PublicFile } from '../http/public-file.ts';
import type { OfficialWord } from '../official/official-word.ts';
import type { Announcement, Store, Transition } from '../store/store.ts';
import { type Opening, type SharedIncident, sharedIncidents } from '../verdict/shared-incidents.ts';
import { createAnnouncer } from './announcer.ts';
import type { Judge, Judgement } from './judge.ts';
import { leadsOf } from './leads-of.ts';
import { NOTICES, type StatusSources, statusOf, windowAt } from './status-of.ts';

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
  /** Open incidents that probably have one cause, also those where only coincidence in time speaks for it. */
  shared(): readonly SharedIncident[];
  /** The vendor's word with its title; undefined where nothing is read. */
  official(service: string): OfficialWord | undefined;
  /** Judges again and publishes what changed. Calls must not overlap. @throws Error when the store fails */
  update(): Promise<void>;
}

export interface BoardOptions {
  readonly store: Pick<Store, 'tally' | 'door' | 'announce' | 'announcements' | 'official'>;
  readonly services: readonly Service[];
  readonly clock: () => number;
  readonly judge: Judge;
  readonly paused: boolean;
  readonly flooded: () => boolean;
  /** What vendors' own pages say. Without it nothing is read. */
  readonly official?: (service: string) => OfficialWord | undefined;
}

function fileOf(status: Status): PublicFile {
  return new PublicFile({
    text: JSON.stringify(status),
    type: 'application/json',
    cacheControl: CACHE_CONTROL,
  });
}

/** That a page was read once more, and said the same, is nothing new. */
function newsIn(content: Omit<Status, 'at'>): string {
  return JSON.stringify(content, (key, value) => (key === 'checked' ? value !== null : value));
}

type Incident = Opening & Pick<Announcement, 'level'>;

/** The incidents that the judgements speak of. */
function openIncidents(judgements: ReadonlyMap<string, Judgement>): readonly Incident[] {
  return [...judgements].flatMap(([service, { verdict }]) => {
    const { level, since } = verdict;
    return level === null || since === null ? [] : [{ service, level, since }];
  });
}

/** @returns a board that says `unknown` of every service until the first update */
export function createBoard(options: BoardOptions): Board {
  const { store, services, clock, judge, paused, flooded } = options;
  const official = options.official ?? (() => undefined);
  const nothing = {
    verdict: { state: 'unknown', level: null, since: null },
    rho: 0,
    tail: [],
    changes: [],
  } as const;
  const silence = (): StatusSources => ({
    judgements: new Map(services.map(({ id }) => [id, nothing])),
    tallies: [],
    now: clock(),
    notice: null,
    official,
    leads: new Map(),
    shared: [],
  });
  const announcer = createAnnouncer(store);
  let judgedAt = clock();
  let madeAt: number;
  let content: Omit<Status, 'at'>;
  let status: Status;
  let file: PublicFile;
  let changes: readonly Transition[] = [];
  let shared: readonly SharedIncident[] = [];

  const publish = (next: Omit<Status, 'at'>) => {
    madeAt = clock();
    content = next;
    const { v, ...rest } = next;
    status = { v, at: new Date(madeAt).toISOString(), ...rest };
    file = fileOf(status);
  };
  const doorAt = (now: number) => store.door(...windowAt(minuteOf(now)));

  const judgeAll = async (): Promise<{ sources: StatusSources; open: readonly Incident[] }> => {
    const judgements = await judge.judge();
    const now = clock();
    const tallies = await store.tally(...windowAt(minuteOf(now)));
    const notice = paused ? NOTICES.paused : flooded() ? NOTICES.flooded : null;
    const open = notice === null ? openIncidents(judgements) : [];
    const leads = await leadsOf(store, open);
    const together = open.length < 2 ? [] : sharedIncidents(open, await doorAt(now));
    const sources = { judgements, tallies, now, notice, official, leads, shared: together };
    return { sources, open };
  };
  const show = (sources: StatusSources) => {
    const { judgements, notice } = sources;
    const all = notice === null ? [...judgements.values()].flatMap((own) => own.changes) : [];
    changes = all.sort((a, b) => a.minute - b.minute);
    shared = sources.shared;
    const next = statusOf(services, sources);
    const isSame = newsIn(next) === newsIn(content);
    if (!isSame || clock() - madeAt >= RENEW_AFTER_MS) publish(next);
  };

  publish(statusOf(services, silence()));
  return {
    status: () => status,
    file: () => file,
    changes: () => changes,
    shared: () => shared,
    official,
    async update() {
      let open: readonly Incident[];
      try {
        const judged = await judgeAll();
        open = judged.open;
        show(judged.sources);
        judgedAt = clock();
      } catch (error) {
        if (clock() - judgedAt >= EXPIRES_AFTER_MS) {
          changes = [];
          shared = [];
          publish(statusOf(services, silence()));
        }
        throw error;
      }
      const minute = minuteOf(madeAt);
      await announcer.tell(open.map((incident) => ({ ...incident, minute })));
    },
  };
}
