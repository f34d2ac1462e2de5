import type { Feature, Level, Signal, State } from '../../lib/protocol/vocabulary.ts';
import type { OfficialStore } from '../official/official-word.ts';
import type { IncidentRow } from './incident-row.ts';

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
  /** On one vote of each minute of a browser that tried several services: what that changes at the door. */
  readonly door?: DoorSums;
}

/** Networks that tried two or more services in one minute, after the caps. */
export interface DoorSums {
  readonly several: number;
  /** Those of them that failed on every service they tried. */
  readonly failedAll: number;
  /** Those of them that failed on some service and not on another. */
  readonly failedSome: number;
}

/** `new`: stored now; `known`: was stored before, nothing changed; `failed`: not known to be stored. */
export type Stored = 'new' | 'known' | 'failed';

/** One service in one minute, after the caps. */
export interface MinuteRow {
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
}

/** One-click reports about one service in one minute, after the caps: one per network and feature. */
export interface SaidRow {
  readonly minute: number;
  readonly said: Readonly<Partial<Record<Feature, number>>>;
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

/** A checkpoint that was just reached by folding the minutes from `from` on. */
export interface NewCheckpoint extends Checkpoint {
  readonly from: number;
}

/** A change of a service's closed verdict, resting on the minutes up to `minute`. */
export interface Transition {
  readonly service: string;
  readonly minute: number;
  readonly state: State;
  readonly level: Level | null;
  /** The likeliest first minute of the incident it belongs to; null when it belongs to none, or that is not known. */
  readonly since: number | null;
  /** Learned correlation at that moment, for shares; null without an incident. */
  readonly rho: number | null;
}

/** When everybody was first told of an incident at a level. */
export interface Announcement {
  readonly service: string;
  /** The incident's likeliest first minute, as far as it was known then. */
  readonly since: number;
  readonly level: Level;
  /** The minute in which it was told. */
  readonly minute: number;
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

/** A value that may be used once within its epoch, such as a token's nullifier or a solved puzzle. */
export interface Spending {
  /** 16 to 32 bytes. */
  readonly value: Uint8Array;
  /**
   * 1 to 32 bytes that stand for what the value is used for, such as a hash of the request: the same
   * request sent again, because its answer was lost, finds its value spent by itself.
   */
  readonly purpose: Uint8Array;
}

/**
 * `new`: spent now; `same`: was spent before for this very purpose; `other`: was spent for another one; `failed`: the
 * part of the store that keeps it did not answer, and it may be spent.
 */
export type Spent = 'new' | 'same' | 'other' | 'failed';

/** The first minute, or day, that is kept of each kind of row. */
export interface Horizon {
  readonly voices: number;
  readonly minutes: number;
  readonly transitions: number;
  readonly days: number;
  /** Of incidents by the minute they were opened, of announcements, and of what vendors said. */
  readonly incidents: number;
  /** Of spent values by the last minute in which they could be used: the current minute. */
  readonly spent: number;
}

/**
 * All that outlives a process. Engine-neutral and asynchronous; its meaning is written down as a test
 * that every engine passes: `test/contract/store-contract.ts`. Ranges include both ends.
 */
export interface Store extends OfficialStore {
  /** Resolves when the engine answers. @throws Error when it does not */
  ping(): Promise<void>;
  /**
   * Stores votes so that each voice counts once, whatever is retried: a voice and its weight are stored
   * together or not at all, and durably before the promise resolves.
   * @param weigh called at most once per vote, in order, and only for votes whose voice is not stored yet
   * as far as the engine can tell: beyond some number of voices it may estimate, and say `new` of a voice it knows
   * @returns one word per vote
   * @throws Error when nothing was stored
   */
  add<V extends Vote>(votes: readonly V[], weigh: (vote: V) => Weight): Promise<readonly Stored[]>;
  /**
   * Spends values, each at most once whatever nodes and retries do at the same time: of several purposes
   * the first wins. Durable before the promise resolves; a call that throws may have spent some of them.
   * @param epoch names what the values belong to, such as an issuer's key: 1 to 64 of a-z, 0-9 and `-`
   * @param until the last minute in which values of this epoch can be used; they are forgotten after it
   * @returns one word per value, in order; a value that is named twice is judged in order
   * @throws Error when none is known to be stored
   */
  spend(epoch: string, spendings: readonly Spending[], until: number): Promise<readonly Spent[]>;
  /** A service's minutes that have voices, in order. */
  series(service: string, from: number, to: number): Promise<readonly MinuteRow[]>;
  /** A service's minutes that have one-click reports, in order. Kept as long as the series: the verdict is folded from both. */
  said(service: string, from: number, to: number): Promise<readonly SaidRow[]>;
  /** Sums per service over a window; services without voices are left out. */
  tally(from: number, to: number): Promise<readonly Tally[]>;
  /** Sums per service and period of `length` minutes; empty periods are left out. */
  periods(from: number, to: number, length: number): Promise<readonly PeriodRow[]>;
  /** Per signal, failing voices of one service over a window; signals that nobody met are left out. */
  signals(
    service: string,
    from: number,
    to: number,
  ): Promise<Readonly<Partial<Record<Signal, number>>>>;
  /** Sums at the door over a window. */
  door(from: number, to: number): Promise<DoorSums>;
  checkpoints(): Promise<readonly Checkpoint[]>;
  /**
   * Stores checkpoints and the transitions that led to them, of each service all or none. They take the
   * place of all transitions of the folded minutes, so that a series folded again leaves none of an older
   * arithmetic. May be repeated. @throws Error when not all are stored
   */
  saveCheckpoints(
    checkpoints: readonly NewCheckpoint[],
    transitions: readonly Transition[],
  ): Promise<void>;
  /** Transitions from a minute on, and each service's last one before it; in order of minute. */
  transitions(from: number): Promise<readonly Transition[]>;
  /** Stores when something was first told; of what is stored already the first word stands. */
  announce(announcements: readonly Announcement[]): Promise<void>;
  /** Announcements from a minute on, in order of minute. */
  announcements(from: number): Promise<readonly Announcement[]>;
  /** Stores incidents, replacing those of the same service and minute of opening. */
  saveIncidents(incidents: readonly IncidentRow[]): Promise<void>;
  /** Incidents that were opened from a minute on, oldest first; at most the newest `most`. */
  incidents(from: number, most: number): Promise<readonly IncidentRow[]>;
  days(from: number): Promise<readonly DayRow[]>;
  /** Stores days, replacing equal ones. */
  saveDays(days: readonly DayRow[]): Promise<void>;
  /** Deletes everything before the horizon, except each service's last transition and last change of the vendor's word. */
  prune(horizon: Horizon): Promise<void>;
  /** Waits for what is under way and lets go of the engine. */
  close(): Promise<void>;
}
