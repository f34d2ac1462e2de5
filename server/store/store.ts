import type { Feature, Level, Signal, State } from '../../lib/protocol/vocabulary.ts';

/** One distinct voice on its way into the store. Minutes are whole minutes since the epoch, everywhere here. */
export interface Vote {
  /** 16 bytes that stand for one browser in this minute; see `server/intake/voice.ts`. */
  readonly voice: Uint8Array;
  readonly service: string;
  readonly minute: number;
  /** What a one-click report names; null for an observation. */
  readonly feature: Feature | null;
}

/** What a vote changes in the public counts, after the caps. A later vote may take back what an earlier one gave. */
export interface Weight {
  readonly tried: number;
  readonly failed: number;
  readonly said: number;
  /** Indices in `SIGNALS` whose count rises, or falls, by one. */
  readonly raised: readonly number[];
  readonly lowered: readonly number[];
}

/** `new`: stored now; `known`: was stored before, nothing changed; `failed`: not known to be stored. */
export type Stored = 'new' | 'known' | 'failed';

/** One service in one minute, after the caps. */
export interface MinuteRow {
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
}

/** Sums over a window of minutes for one service. */
export interface Tally {
  readonly service: string;
  readonly tried: number;
  readonly failed: number;
  /** Voices before the caps. */
  readonly voices: number;
  readonly signals: Readonly<Partial<Record<Signal, number>>>;
  readonly said: Readonly<Partial<Record<Feature, number>>>;
}

/** A service's verdict after all minutes that can no longer change; `state` is the fold's snapshot. */
export interface Checkpoint {
  readonly service: string;
  readonly minute: number;
  readonly state: unknown;
}

/** A change of a service's closed verdict, resting on the minutes up to `minute`. */
export interface Transition {
  readonly service: string;
  readonly minute: number;
  readonly state: State;
  readonly level: Level | null;
}

/** Sums over one period that starts at `start`, a multiple of the period's length. */
export interface PeriodRow {
  readonly service: string;
  readonly start: number;
  readonly tried: number;
  readonly failed: number;
}

/** One finished UTC day; `day` is whole days since the epoch. */
export interface DayRow {
  readonly service: string;
  readonly day: number;
  readonly tried: number;
  readonly failed: number;
  readonly state: State;
}

/** The first minute, or day, that is kept of each kind of row. */
export interface Horizon {
  readonly voices: number;
  readonly minutes: number;
  readonly transitions: number;
  readonly days: number;
}

/**
 * All that outlives a process. Engine-neutral and asynchronous; its meaning is written down as a test
 * that every engine passes: `test/contract/store-contract.ts`. Ranges include both ends.
 */
export interface Store {
  /** Resolves when the engine answers. @throws Error when it does not */
  ping(): Promise<void>;
  /**
   * Stores votes so that each voice counts once, whatever is retried: a voice and its weight are stored
   * together or not at all, and durably before the promise resolves.
   * @param weigh called at most once per vote, in order, and only for votes whose voice is not stored yet
   * @returns one word per vote
   * @throws Error when nothing was stored
   */
  add<V extends Vote>(votes: readonly V[], weigh: (vote: V) => Weight): Promise<readonly Stored[]>;
  /** A service's minutes that have voices, in order. */
  series(service: string, from: number, to: number): Promise<readonly MinuteRow[]>;
  /** Sums per service over a window; services without voices are left out. */
  tally(from: number, to: number): Promise<readonly Tally[]>;
  /** Sums per service and period of `length` minutes; empty periods are left out. */
  periods(from: number, to: number, length: number): Promise<readonly PeriodRow[]>;
  checkpoints(): Promise<readonly Checkpoint[]>;
  /** Stores checkpoints and the transitions that led to them, all or none. */
  saveCheckpoints(
    checkpoints: readonly Checkpoint[],
    transitions: readonly Transition[],
  ): Promise<void>;
  /** Transitions from a minute on, and each service's last one before it; in order of minute. */
  transitions(from: number): Promise<readonly Transition[]>;
  days(from: number): Promise<readonly DayRow[]>;
  /** Stores days, replacing equal ones. */
  saveDays(days: readonly DayRow[]): Promise<void>;
  /** Deletes everything before the horizon, except each service's last transition. */
  prune(horizon: Horizon): Promise<void>;
  /** Waits for what is under way and lets go of the engine. */
  close(): Promise<void>;
}
