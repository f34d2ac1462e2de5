import { HISTORY_DAYS } from '../../lib/protocol/history.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { Store } from '../store/store.ts';
import { allChanges } from './all-changes.ts';
import type { Board } from './board.ts';
import { DAY_MINUTES } from './history-of.ts';
import { type Figures, figuresOf } from './incident-figures.ts';
import {
  type IncidentSources,
  incidentsOf,
  type Outline,
  type OutlinedIncident,
} from './incidents-of.ts';
import { CLOSED_AFTER_MINUTES, SERIES_MINUTES } from './judge.ts';
import { OFFICIAL_BEFORE_MINUTES } from './official-times.ts';

/** More are not told: a flood of suspicions must not fill the memory. */
const MOST_INCIDENTS = 2_000;

/** Incidents that began this long ago, and are over, are taken as they were stored. Minutes. */
const RECENT_MINUTES = 2 * DAY_MINUTES;

/** An incident that ended this long ago neither opens again nor is changed by late reports. Minutes. */
const FINAL_AFTER_MINUTES = CLOSED_AFTER_MINUTES + 15;

/** The incidents of the last 90 days, with the newest moment in them. */
export interface Chronicle {
  /** Oldest first. */
  incidents(): readonly IncidentRow[];
  /** Rises whenever the incidents were derived again. */
  version(): number;
  /** Derives what changed since the last call; to be called after each update of the board, never twice at once. */
  update(): Promise<void>;
}

type ChronicleStore = Pick<
  Store,
  | 'transitions'
  | 'announcements'
  | 'official'
  | 'incidents'
  | 'saveIncidents'
  | 'series'
  | 'signals'
>;

export interface ChronicleOptions {
  readonly store: ChronicleStore;
  readonly clock: () => number;
  readonly board: Pick<Board, 'changes'>;
}

const keyOf = ({ service, opened }: Outline): string => `${service}/${opened}`;

function hasOutline(row: IncidentRow, outline: Outline): boolean {
  const { tried: _, failed: __, peak: ___, features: ____, ...own } = row;
  const entries = (value: object) => JSON.stringify(Object.entries(value).sort());
  return entries(own) === entries(outline);
}

/** @returns a chronicle that is empty until the first update */
export function createChronicle({ store, clock, board }: ChronicleOptions): Chronicle {
  /** Settled incidents; null until they were read. */
  let stored: readonly IncidentRow[] | null = null;
  let rows: readonly IncidentRow[] = [];
  let version = 0;
  let derivedFrom = '';

  /** From when on incidents are derived again: whatever is not settled, and the last days. */
  const firstToDerive = (now: number, known: ReadonlyMap<string, IncidentRow>): number => {
    // After a start there may be incidents that were not stored yet, as far back as there are minutes.
    if (version === 0) return now - SERIES_MINUTES;
    const unsettled = rows.filter((row) => !known.has(keyOf(row)));
    const changed = board.changes().flatMap(({ since }) => since ?? []);
    return Math.min(now - RECENT_MINUTES, ...unsettled.map(({ since }) => since), ...changed);
  };
  const readSources = async (now: number, from: number): Promise<IncidentSources> => ({
    now,
    from,
    transitions: allChanges(await store.transitions(from), board.changes()),
    announcements: await store.announcements(from),
    official: await store.official(from - OFFICIAL_BEFORE_MINUTES),
  });
  const readFigures = async (
    { outline, rho }: OutlinedIncident,
    all: readonly Outline[],
    now: number,
  ): Promise<Figures> => {
    const { service, since, ended } = outline;
    const earlier = all
      .filter((other) => other.service === service && other.since < since)
      .map((other) => ({ since: other.since, ended: other.ended ?? since - 1 }));
    return figuresOf(store, service, { since, ended: ended ?? now }, rho, earlier);
  };

  const derive = async (now: number): Promise<readonly IncidentRow[]> => {
    const first = now - HISTORY_DAYS * DAY_MINUTES;
    const known = new Map<string, IncidentRow>();
    for (const row of stored ?? (await store.incidents(first, MOST_INCIDENTS))) {
      if (row.opened >= first) known.set(keyOf(row), row);
    }
    const found = incidentsOf(await readSources(now, firstToDerive(now, known)));
    const all = [...known.values(), ...found.map(({ outline }) => outline)];
    const derived = new Map(known);
    const settled: IncidentRow[] = [];
    for (const incident of found.slice(-MOST_INCIDENTS)) {
      const { outline } = incident;
      const key = keyOf(outline);
      const before = known.get(key);
      if (before !== undefined && hasOutline(before, outline)) continue;
      const row = { ...outline, ...(await readFigures(incident, all, now)) };
      derived.set(key, row);
      if (outline.ended !== null && now - outline.ended > FINAL_AFTER_MINUTES) settled.push(row);
    }
    if (settled.length > 0) await store.saveIncidents(settled);
    for (const row of settled) known.set(keyOf(row), row);
    stored = [...known.values()];
    return [...derived.values()].sort((a, b) => a.opened - b.opened).slice(-MOST_INCIDENTS);
  };

  return {
    incidents: () => rows,
    version: () => version,
    async update() {
      const now = minuteOf(clock());
      const sources = JSON.stringify([now, board.changes()]);
      if (sources === derivedFrom) return;
      rows = await derive(now);
      version += 1;
      derivedFrom = sources;
    },
  };
}
