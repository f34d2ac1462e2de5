import { HISTORY_DAYS } from '../../lib/protocol/history.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { Store } from '../store/store.ts';
import { allChanges } from './all-changes.ts';
import type { Board } from './board.ts';
import { DAY_MINUTES } from './history-of.ts';
import { type Figures, figuresOf } from './incident-figures.ts';
import { incidentsOf, type Outline, type OutlinedIncident } from './incidents-of.ts';
import { CLOSED_AFTER_MINUTES, SERIES_MINUTES } from './judge.ts';

/** More are not told: a flood of suspicions must not fill the memory. */
const MOST_INCIDENTS = 2_000;

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
  let stored: Map<string, IncidentRow> | null = null;
  let rows: readonly IncidentRow[] = [];
  let version = 0;
  let derivedFrom = '';

  const readFigures = async (
    { outline, rho }: OutlinedIncident,
    all: readonly OutlinedIncident[],
    now: number,
  ): Promise<Figures> => {
    const { service, since, ended } = outline;
    const others = all.flatMap(({ outline: other }) => {
      const isOther = other.service === service && other.since < since;
      return isOther ? [{ since: other.since, ended: other.ended ?? since - 1 }] : [];
    });
    return figuresOf(store, service, { since, ended: ended ?? now }, rho, others);
  };

  const derive = async (now: number): Promise<readonly IncidentRow[]> => {
    const first = now - HISTORY_DAYS * DAY_MINUTES;
    const known = stored?.values() ?? (await store.incidents(first, MOST_INCIDENTS));
    stored = new Map(
      [...known].filter(({ opened }) => opened >= first).map((row) => [keyOf(row), row]),
    );
    const all = incidentsOf({
      now,
      transitions: allChanges(await store.transitions(first), board.changes()),
      announcements: await store.announcements(first),
      official: await store.official(first),
    });
    const derived = new Map(stored);
    const fresh: IncidentRow[] = [];
    for (const incident of all.slice(-MOST_INCIDENTS)) {
      const { outline } = incident;
      const key = keyOf(outline);
      const kept = stored.get(key);
      if (kept !== undefined && hasOutline(kept, outline)) continue;
      const isForgotten = kept !== undefined && outline.since < now - SERIES_MINUTES;
      const row = isForgotten
        ? { ...kept, ...outline }
        : { ...outline, ...(await readFigures(incident, all, now)) };
      derived.set(key, row);
      if (outline.ended !== null && now - outline.ended > FINAL_AFTER_MINUTES) fresh.push(row);
    }
    if (fresh.length > 0) await store.saveIncidents(fresh);
    for (const row of fresh) stored.set(keyOf(row), row);
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
