import {
  HISTORY_DAYS,
  HISTORY_INCIDENTS,
  HISTORY_QUARTERS,
  type History,
  type Period,
  type ServiceHistory,
} from '../../lib/protocol/history.ts';
import { msOf, type State } from '../../lib/protocol/vocabulary.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { DayRow, PeriodRow, Transition } from '../store/store.ts';
import { incidentOf } from './incident-of.ts';
import { worse, worstState } from './worst-state.ts';

export const QUARTER_MINUTES = 15;
export const DAY_MINUTES = 24 * 60;

/** @returns the first minute of each period shown at minute `now`, oldest first */
export function startsAt(now: number, length: number, count: number): readonly number[] {
  const last = Math.floor(now / length) * length;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * length);
}

/** Everything the history of all services is made of. */
export interface HistorySources {
  /** The current minute. */
  readonly now: number;
  readonly quarters: readonly PeriodRow[];
  /** Days that are not finished, or not stored yet. */
  readonly openDays: readonly PeriodRow[];
  readonly days: readonly DayRow[];
  readonly transitions: readonly Transition[];
  /** Oldest first. */
  readonly incidents: readonly IncidentRow[];
  /** What everybody is told now; newer than the last transition. */
  readonly current: ReadonlyMap<string, State>;
}

function periodOf(
  start: number,
  row: Omit<PeriodRow, 'service' | 'start'>,
  state: State,
): Period | null {
  if (row.tried === 0 && state === 'unknown') return null;
  const { tried, failed } = row;
  return { start: new Date(msOf(start)).toISOString(), tried, failed, state };
}

const NO_VOICES = { tried: 0, failed: 0 } as const;

function serviceHistory(service: string, sources: HistorySources): ServiceHistory {
  const { now } = sources;
  const own = <T extends { readonly service: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.service === service);
  const transitions = own(sources.transitions);
  const quarters = new Map(own(sources.quarters).map((row) => [row.start, row]));
  const openDays = new Map(own(sources.openDays).map((row) => [row.start, row]));
  const days = new Map(own(sources.days).map((row) => [row.day * DAY_MINUTES, row]));
  const stateIn = (start: number, length: number) => {
    const worst = worstState(transitions, start, start + length);
    return start + length > now ? worse(worst, sources.current.get(service) ?? 'unknown') : worst;
  };
  return {
    quarters: startsAt(now, QUARTER_MINUTES, HISTORY_QUARTERS).map((start) =>
      periodOf(start, quarters.get(start) ?? NO_VOICES, stateIn(start, QUARTER_MINUTES)),
    ),
    days: startsAt(now, DAY_MINUTES, HISTORY_DAYS).map((start) => {
      const stored = days.get(start);
      if (stored !== undefined) return periodOf(start, stored, stored.state);
      return periodOf(start, openDays.get(start) ?? NO_VOICES, stateIn(start, DAY_MINUTES));
    }),
  };
}

/** @returns the history of every service, quarter-hours and days, gaps as null; and the newest incidents */
export function historyOf(
  services: readonly string[],
  sources: HistorySources,
): Omit<History, 'at'> {
  return {
    v: 1,
    services: Object.fromEntries(
      services.map((service) => [service, serviceHistory(service, sources)]),
    ),
    incidents: sources.incidents.slice(-HISTORY_INCIDENTS).map(incidentOf).toReversed(),
  };
}
