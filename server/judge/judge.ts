import { MAX_AGE_MINUTES, MAX_AHEAD_MINUTES } from '../../lib/protocol/reports.ts';
import { minuteOf, type State } from '../../lib/protocol/vocabulary.ts';
import type { MinuteRow, NewCheckpoint, Store, Transition } from '../store/store.ts';
import { createFold, parseVerdictState, type Verdict, type VerdictState } from '../verdict/fold.ts';
import { countsOf } from './counts-of.ts';

/** Minutes this far back can no longer change: reports about them are refused, and a commit takes less than a minute. */
export const CLOSED_AFTER_MINUTES = MAX_AGE_MINUTES + 2;

/** As long as the series is kept, and so as far back as a lost checkpoint can be folded again. Minutes. */
export const SERIES_MINUTES = 35 * 24 * 60;

/** A minute's reports arrive within this time after its end: see the protocol. Milliseconds. */
const ARRIVAL_MS = 30_000;

/** Settled changes are told for this long, until everybody has read them from the store. */
const TOLD_MINUTES = 60;

/** How bad a state is; `unknown` is no worse and no better than any. */
const GRAVITY: Readonly<Record<State, number>> = {
  unknown: 0,
  operational: 0,
  recovering: 1,
  degraded: 2,
  outage: 3,
};

/** What one service's series comes to at this moment. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Learned correlation, for the share's interval. */
  readonly rho: number;
  /** The minutes that may still change, in order. */
  readonly tail: readonly MinuteRow[];
  /** The changes that led to the verdict, oldest first: those of the tail, and those settled in the last hour. */
  readonly changes: readonly Transition[];
}

export interface Judge {
  /** Folds what is new. Calls must not overlap. @returns a judgement for every service */
  judge(): Promise<ReadonlyMap<string, Judgement>>;
}

/** Bad news counts at once; good news only when its whole minute has been heard, or the first voices would flicker. */
function isTooGood(fresh: Verdict, settled: Verdict): boolean {
  return fresh.state !== 'unknown' && GRAVITY[settled.state] > GRAVITY[fresh.state];
}

/**
 * A minute that is not heard to its end: who is missing of the usual crowd counts as fine until then. Or the
 * first few would speak for all, and a few liars about minutes to come, which nobody honest speaks of.
 */
function filledUp<T extends MinuteRow>(row: T, usual: number): T {
  return row.tried >= usual ? row : { ...row, tried: usual };
}

/** Voices a minute, over the minutes that were heard to their end. */
function usualIn(heard: readonly MinuteRow[], minutes: number): number {
  const tried = heard.reduce((sum, row) => sum + row.tried, 0);
  return minutes <= 0 ? 0 : Math.round(tried / minutes);
}

/** A change as it is stored: `since` belongs to an incident only. */
function changeOf(service: string, minute: number, verdict: Verdict, rho: number): Transition {
  const { state, level, since } = verdict;
  const inIncident = level !== null;
  return {
    service,
    minute,
    state,
    level,
    since: inIncident ? since : null,
    rho: inIncident ? rho : null,
  };
}

/** A fold over closed minutes only; `state` is null until the first minute with data. */
interface Closed {
  readonly minute: number;
  readonly state: VerdictState | null;
}

/** What was folded of one service and is not stored yet. */
interface Unsaved {
  readonly from: number;
  readonly changes: readonly Transition[];
}

type JudgeStore = Pick<Store, 'series' | 'said' | 'checkpoints' | 'saveCheckpoints'>;

/**
 * Folds each service's series: closed minutes once, into a stored checkpoint; the last minutes, which
 * late reports still change, again each time. Without a checkpoint the stored series is folded again,
 * with the same outcome.
 */
export function createJudge(
  store: JudgeStore,
  services: readonly string[],
  clock: () => number,
): Judge {
  const closed = new Map<string, Closed>();
  let isLoaded = false;
  const unsaved = new Map<string, Unsaved>();
  let told: Transition[] = [];

  const load = async (now: number) => {
    for (const { service, minute, state } of await store.checkpoints()) {
      const parsed = state === null ? null : parseVerdictState(state);
      // One from the future was made under a wrong clock.
      const isUsable = minute <= now && (state === null || parsed !== null);
      if (isUsable) closed.set(service, { minute, state: parsed });
    }
    isLoaded = true;
  };

  const close = async (service: string, to: number): Promise<Closed> => {
    const before = closed.get(service) ?? { minute: to - SERIES_MINUTES, state: null };
    if (before.minute >= to) return before;
    const changes: Transition[] = [];
    const fold = createFold(before.state ?? undefined, (minute, verdict) =>
      changes.push(changeOf(service, minute, verdict, fold.rho())),
    );
    const isBegun = before.state !== null;
    const rows = await countsOf(store, service, [before.minute + 1, to], isBegun);
    for (const row of rows) fold.push(row);
    const isSilent = !isBegun && rows.length === 0;
    if (!isSilent) fold.advanceTo(to);
    const waiting = unsaved.get(service) ?? { from: before.minute + 1, changes: [] };
    unsaved.set(service, { from: waiting.from, changes: [...waiting.changes, ...changes] });
    told.push(...changes);
    return { minute: to, state: isSilent ? null : fold.snapshot() };
  };

  /** For every service at once: a store far away is waited for once, not once for each. */
  const forEach = async <T>(work: (service: string) => Promise<T>): Promise<readonly T[]> => {
    const ended = await Promise.allSettled(services.map(work));
    return ended.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
  };

  const closeAll = async (to: number) => {
    const fresh = await forEach(async (service): Promise<NewCheckpoint[]> => {
      const next = await close(service, to);
      if (next === closed.get(service)) return [];
      closed.set(service, next);
      const from = unsaved.get(service)?.from ?? next.minute;
      return [{ service, from, minute: next.minute, state: next.state }];
    });
    if (fresh.flat().length === 0) return;
    await store.saveCheckpoints(
      fresh.flat(),
      [...unsaved.values()].flatMap(({ changes }) => changes),
    );
    unsaved.clear();
  };

  const judgeTail = async (service: string, now: number): Promise<Judgement> => {
    const { minute, state } = closed.get(service) ?? { minute: now, state: null };
    const last = now + MAX_AHEAD_MINUTES;
    const tail = await countsOf(store, service, [minute + 1, last], state !== null);
    const changes = told.filter((change) => change.service === service);
    const fold = createFold(state ?? undefined, (at, verdict) =>
      changes.push(changeOf(service, at, verdict, fold.rho())),
    );
    const complete = minuteOf(clock() - ARRIVAL_MS) - 1;
    const heardRows = tail.filter((row) => row.minute <= complete);
    const usual = usualIn(heardRows, complete - minute);
    for (const row of heardRows) fold.push(row);
    const settled = { verdict: fold.verdict(), changes: changes.slice() };
    for (const row of tail) if (row.minute > complete) fold.push(filledUp(row, usual));
    const fresh = { verdict: fold.advanceTo(now), changes };
    const heard = isTooGood(fresh.verdict, settled.verdict) ? settled : fresh;
    return { ...heard, rho: fold.rho(), tail };
  };

  return {
    async judge() {
      const now = minuteOf(clock());
      if (!isLoaded) await load(now);
      told = told.filter(({ minute }) => minute > now - TOLD_MINUTES);
      await closeAll(now - CLOSED_AFTER_MINUTES);
      return new Map(
        await forEach(async (service) => [service, await judgeTail(service, now)] as const),
      );
    },
  };
}
