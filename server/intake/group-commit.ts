import type { Store, Stored } from '../store/store.ts';
import type { Ballot, Caps } from './caps.ts';

/** Votes that one transaction takes at most. */
const MOST_VOTES = 2_000;

/** How long the first batch of a group waits for others while they keep coming. Milliseconds. */
const LONGEST_WAIT_MS = 10;

interface Waiting {
  readonly ballots: readonly Ballot[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface GroupCommit {
  /** Stores a batch's ballots. Resolves when they are durable. @throws Error when they may not be */
  submit(ballots: readonly Ballot[]): Promise<void>;
  /** Votes that wait or are being stored. */
  waiting(): number;
  /** Resolves when nothing waits any more. */
  drained(): Promise<void>;
}

/**
 * Gathers the batches of many requests into one transaction: the disk is asked to sync once for all
 * of them. A lone batch is stored at once; while batches keep coming, a group closes after 10 ms or
 * 2,000 votes.
 */
export function createGroupCommit(store: Pick<Store, 'add'>, caps: Caps): GroupCommit {
  let queue: Waiting[] = [];
  let queuedVotes = 0;
  let storingVotes = 0;
  let scheduled = false;
  const onDrained: (() => void)[] = [];

  const takeGroup = (): Waiting[] => {
    let votes = 0;
    let count = 0;
    while (count < queue.length && (count === 0 || votes < MOST_VOTES)) {
      votes += queue[count]?.ballots.length ?? 0;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queuedVotes -= votes;
    storingVotes = votes;
    return group;
  };

  const storeGroup = async (group: readonly Waiting[]) => {
    const ballots = group.flatMap((batch) => batch.ballots);
    let stored: readonly Stored[];
    try {
      stored = await store.add(ballots, caps.weigh);
    } catch (error) {
      caps.settle(() => false);
      for (const batch of group) batch.reject(error as Error);
      return;
    }
    const kept = new Set(ballots.filter((_, index) => stored[index] === 'new'));
    caps.settle((ballot) => kept.has(ballot));
    let at = 0;
    for (const { ballots: own, resolve, reject } of group) {
      const words = stored.slice(at, at + own.length);
      at += own.length;
      if (words.includes('failed')) reject(new Error('the store did not take every vote'));
      else resolve();
    }
  };

  const flush = async () => {
    await storeGroup(takeGroup());
    storingVotes = 0;
    scheduled = false;
    if (queue.length > 0) schedule();
    else for (const resolve of onDrained.splice(0)) resolve();
  };

  const schedule = () => {
    scheduled = true;
    const deadline = performance.now() + LONGEST_WAIT_MS;
    let seen = queuedVotes;
    const look = () => {
      const isGrowing = queuedVotes > seen && queuedVotes < MOST_VOTES;
      if (!isGrowing || performance.now() >= deadline) return void flush();
      seen = queuedVotes;
      setImmediate(look);
    };
    setImmediate(look);
  };

  return {
    submit(ballots) {
      if (ballots.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        queue.push({ ballots, resolve, reject });
        queuedVotes += ballots.length;
        if (!scheduled) schedule();
      });
    },
    waiting: () => queuedVotes + storingVotes,
    drained: () =>
      scheduled ? new Promise((resolve) => onDrained.push(resolve)) : Promise.resolve(),
  };
}
