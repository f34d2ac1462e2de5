import { HISTORY_DAYS, HISTORY_QUARTERS, type History } from '../../lib/protocol/history.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import { PublicFile } from '../http/public-file.ts';
import type { DayRow, Store, Transition } from '../store/store.ts';
import type { Board } from './board.ts';
import type { Chronicle } from './chronicle.ts';
import { DAY_MINUTES, historyOf, QUARTER_MINUTES, startsAt } from './history-of.ts';
import { CLOSED_AFTER_MINUTES, SERIES_MINUTES } from './judge.ts';
import { worstState } from './worst-state.ts';

const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=120';

/** Voices are deleted before they are 30 minutes old: the job runs once a minute. */
const VOICE_MINUTES = 28;

/** What was, and what is forgotten. */
export interface Archive {
  history(): History;
  file(): PublicFile;
  /** Transitions of the last 90 days, oldest first, and each service's last one before. */
  transitions(): readonly Transition[];
  /** Sums up finished days, builds the history anew and deletes what is too old. To be called every minute. */
  update(): Promise<void>;
}

type ArchiveStore = Pick<Store, 'periods' | 'transitions' | 'days' | 'saveDays' | 'prune'>;

export interface ArchiveOptions {
  readonly store: ArchiveStore;
  readonly services: readonly string[];
  readonly clock: () => number;
  readonly board: Pick<Board, 'status'>;
  readonly chronicle: Pick<Chronicle, 'incidents'>;
}

/** @returns an archive that is empty until the first update */
export function createArchive(options: ArchiveOptions): Archive {
  const { store, services, clock, board, chronicle } = options;
  let transitions: readonly Transition[] = [];
  let history: History;
  let file: PublicFile;

  const publish = (content: Omit<History, 'at'>) => {
    const { v, ...rest } = content;
    history = { v, at: new Date(clock()).toISOString(), ...rest };
    file = new PublicFile({
      text: JSON.stringify(history),
      type: 'application/json',
      cacheControl: CACHE_CONTROL,
    });
  };

  /** Sums up the finished days that the series still covers whole and that are not stored yet. */
  const sumUpDays = async (now: number) => {
    const finished = Math.floor((now - CLOSED_AFTER_MINUTES) / DAY_MINUTES);
    const oldest = Math.ceil((now - SERIES_MINUTES) / DAY_MINUTES);
    const stored = new Set(
      (await store.days(oldest)).map(({ service, day }) => `${service}/${day}`),
    );
    const missing: DayRow[] = [];
    for (const service of services) {
      for (let day = oldest; day < finished; day += 1) {
        if (stored.has(`${service}/${day}`)) continue;
        const start = day * DAY_MINUTES;
        const own = transitions.filter((transition) => transition.service === service);
        const state = worstState(own, start, start + DAY_MINUTES);
        missing.push({ service, day, tried: 0, failed: 0, state });
      }
    }
    if (missing.length === 0) return;
    const from = Math.min(...missing.map(({ day }) => day)) * DAY_MINUTES;
    const rows = await store.periods(from, finished * DAY_MINUTES - 1, DAY_MINUTES);
    const sums = new Map(rows.map((row) => [`${row.service}/${row.start / DAY_MINUTES}`, row]));
    await store.saveDays(
      missing.map((row) => {
        const sum = sums.get(`${row.service}/${row.day}`);
        return { ...row, tried: sum?.tried ?? 0, failed: sum?.failed ?? 0 };
      }),
    );
  };

  const build = async (now: number) => {
    const [firstQuarter = now] = startsAt(now, QUARTER_MINUTES, HISTORY_QUARTERS);
    const [firstDay = now] = startsAt(now, DAY_MINUTES, HISTORY_DAYS);
    const [yesterday = now] = startsAt(now, DAY_MINUTES, 2);
    const current = Object.entries(board.status().services);
    publish(
      historyOf(services, {
        now,
        quarters: await store.periods(firstQuarter, now, QUARTER_MINUTES),
        openDays: await store.periods(yesterday, now, DAY_MINUTES),
        days: await store.days(firstDay / DAY_MINUTES),
        transitions,
        incidents: chronicle.incidents(),
        current: new Map(current.map(([service, { state }]) => [service, state])),
      }),
    );
  };

  const nothing = { quarters: [], openDays: [], days: [], transitions: [], incidents: [] };
  publish(historyOf(services, { now: minuteOf(clock()), ...nothing, current: new Map() }));
  return {
    history: () => history,
    file: () => file,
    transitions: () => transitions,
    async update() {
      const now = minuteOf(clock());
      const [firstDay = now] = startsAt(now, DAY_MINUTES, HISTORY_DAYS);
      transitions = await store.transitions(firstDay);
      await sumUpDays(now);
      await build(now);
      await store.prune({
        voices: now - VOICE_MINUTES,
        minutes: now - SERIES_MINUTES,
        transitions: firstDay,
        days: firstDay / DAY_MINUTES,
        incidents: now - HISTORY_DAYS * DAY_MINUTES,
        spent: now,
      });
    },
  };
}
