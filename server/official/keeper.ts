import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { aged, changeOf, type Followed, follow, NOTHING_YET, resumed } from './follow.ts';
import type { OfficialChange, OfficialStore } from './official-word.ts';
import type { Reading } from './reading.ts';

/** Changes further back are of no use for going on. */
const RESUME_MINUTES = 24 * 60;

/** Changes that the store did not take wait for it; of more the oldest are given up. */
const MOST_UNSAVED = 1_000;

/** Follows the words of all services and keeps their changes. */
export interface Keeper {
  /** What is known now; old words have aged. */
  followed(service: string): Followed;
  /** Reads the last changes from the store, once. @throws Error when the store fails */
  load(): Promise<void>;
  take(readings: ReadonlyMap<string, Reading>): void;
  /** Notes what has changed of these services, also by growing old. @returns whether anything has */
  note(services: readonly string[]): boolean;
  /** Stores what was noted. @throws Error when the store fails; the changes are kept */
  save(): Promise<void>;
}

/** @param store without it the words are learned anew after each start */
export function createKeeper(store: OfficialStore | undefined, clock: () => number): Keeper {
  const followed = new Map<string, Followed>();
  const last = new Map<string, OfficialChange>();
  let unsaved: readonly OfficialChange[] = [];
  let isLoaded = false;
  const now = (service: string) => aged(followed.get(service) ?? NOTHING_YET, clock());

  return {
    followed: now,
    async load() {
      if (isLoaded || store === undefined) return;
      const changes = await store.official(minuteOf(clock()) - RESUME_MINUTES);
      if (isLoaded) return;
      isLoaded = true;
      const stored = new Map(changes.map((change) => [change.service, change]));
      for (const [service, change] of stored) if (!last.has(service)) last.set(service, change);
    },
    take(readings) {
      for (const [service, reading] of readings) {
        const before = followed.get(service) ?? resumed(last.get(service), reading);
        followed.set(service, follow(before, reading, clock()));
      }
    },
    note(services) {
      const changes = services.flatMap((service) => {
        const change = followed.has(service)
          ? changeOf(service, last.get(service), now(service), clock())
          : null;
        return change ?? [];
      });
      for (const change of changes) last.set(change.service, change);
      unsaved = [...unsaved, ...changes].slice(-MOST_UNSAVED);
      return changes.length > 0;
    },
    async save() {
      const changes = unsaved;
      if (changes.length === 0 || store === undefined) return;
      unsaved = [];
      try {
        await store.saveOfficial(changes);
      } catch (error) {
        unsaved = [...changes, ...unsaved];
        throw error;
      }
    },
  };
}
