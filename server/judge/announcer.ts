import type { Announcement, Store } from '../store/store.ts';

/** Writes down when something was first told. */
export interface Announcer {
  /**
   * Notes what is told now; only what was not told before is written.
   * @throws Error when the store fails; what it did not take is written with the next call
   */
  tell(now: readonly Announcement[]): Promise<void>;
}

const keyOf = ({ service, since, level }: Announcement) => `${service}/${since}/${level}`;

/** @returns an announcer that knows nothing yet: the store lets the first word stand */
export function createAnnouncer(store: Pick<Store, 'announce'>): Announcer {
  let told: ReadonlySet<string> = new Set();
  let waiting: readonly Announcement[] = [];
  return {
    async tell(now) {
      waiting = [...waiting, ...now.filter((announcement) => !told.has(keyOf(announcement)))];
      told = new Set(now.map(keyOf));
      if (waiting.length === 0) return;
      await store.announce(waiting);
      waiting = [];
    },
  };
}
