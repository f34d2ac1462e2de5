import type { State } from '../../lib/protocol/vocabulary.ts';

/** The vendor's open incident that explains its word, in the vendor's own words. */
export interface OfficialIncident {
  /** The vendor's id, at most 200 characters. */
  readonly id: string;
  /** Plain text of one line, at most 200 characters; it may hold any character, so it is escaped where it is shown. */
  readonly title: string;
  /** When the vendor published it, not when it says that trouble began; null when it does not tell. */
  readonly publishedAt: string | null;
}

/** What the vendor's own status page says of one service. Times are ISO. */
export interface OfficialWord {
  /** `unknown` until read, while it can't be read, and where there is nothing to read. */
  readonly state: State;
  /** Since when the vendor says so: its own time where it tells one, else when the server first saw it. */
  readonly since: string | null;
  /** The status page for people. */
  readonly url: string;
  /** The last time the page was read and understood. */
  readonly checked: string | null;
  readonly incident?: OfficialIncident;
}

/** A change of the vendor's word, as it is kept. Minutes are whole minutes since the epoch. */
export interface OfficialChange {
  readonly service: string;
  readonly state: State;
  /** When the server first saw it. */
  readonly minute: number;
  /** The vendor's id and title of the incident; null when it names none. */
  readonly incident: string | null;
  readonly title: string | null;
  /** When the vendor published it; null when it does not tell. */
  readonly publishedMinute: number | null;
}

/** What keeps the changes. Optional: without it the word is learned anew after each start. */
export interface OfficialStore {
  saveOfficial(changes: readonly OfficialChange[]): Promise<void>;
  /** Changes from a minute on, and each service's last one before it; in order of minute. */
  official(since: number): Promise<readonly OfficialChange[]>;
}
