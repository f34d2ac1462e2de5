import type { IncidentRow } from '../store/incident-row.ts';
import type { MinuteRow, Store } from '../store/store.ts';
import { explainIncident, type SignalSums } from '../verdict/explain.ts';
import { shareOf } from '../verdict/share.ts';

const WINDOW_MINUTES = 10;

/** What is usual is read from the day before an incident. Minutes. */
const USUAL_MINUTES = 24 * 60;

/** What an incident came to in numbers. */
export type Figures = Pick<IncidentRow, 'tried' | 'failed' | 'peak' | 'features'>;

/** A stretch of minutes, both ends included. */
export interface Stretch {
  readonly since: number;
  readonly ended: number;
}

/** The largest lower limit of the failing share over ten minutes; null while no ten minutes hold enough voices. */
export function peakOf(rows: readonly MinuteRow[], rho: number): number | null {
  let peak: number | null = null;
  let first = 0;
  rows.forEach((row, index) => {
    while ((rows[first]?.minute ?? row.minute) <= row.minute - WINDOW_MINUTES) first += 1;
    const low = shareOf(rows.slice(first, index + 1), rho)?.[0];
    if (low !== undefined) peak = Math.max(peak ?? 0, low);
  });
  return peak;
}

/** What is left of a stretch without the others, in order. */
export function without(stretch: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  const rest: Stretch[] = [];
  let from = stretch.since;
  for (const { since, ended } of others.toSorted((a, b) => a.since - b.since)) {
    if (since > from) rest.push({ since: from, ended: Math.min(since - 1, stretch.ended) });
    from = Math.max(from, ended + 1);
    if (from > stretch.ended) return rest;
  }
  return [...rest, { since: from, ended: stretch.ended }];
}

type FigureStore = Pick<Store, 'series' | 'signals'>;

/** What failing voices met in quiet times. */
async function usualOf(
  store: FigureStore,
  service: string,
  quiet: readonly Stretch[],
): Promise<SignalSums> {
  const sums: Record<string, number> = {};
  let failed = 0;
  for (const { since, ended } of quiet) {
    const met = await store.signals(service, since, ended);
    for (const [signal, n] of Object.entries(met)) sums[signal] = (sums[signal] ?? 0) + n;
    for (const row of await store.series(service, since, ended)) failed += row.failed;
  }
  return { sums, failed };
}

/**
 * Reads what an incident came to from the stored series.
 * @param stretch of the incident; its end is the current minute while it is open
 * @param rho learned correlation when it opened
 * @param others earlier incidents of the service: no quiet times
 */
export async function figuresOf(
  store: FigureStore,
  service: string,
  stretch: Stretch,
  rho: number,
  others: readonly Stretch[],
): Promise<Figures> {
  const { since, ended } = stretch;
  const rows = await store.series(service, since, ended);
  const tried = rows.reduce((sum, row) => sum + row.tried, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const dayBefore = { since: since - USUAL_MINUTES, ended: since - 1 };
  const usual = await usualOf(store, service, without(dayBefore, others));
  const met = await store.signals(service, since, ended);
  const features = explainIncident(met, failed, usual);
  return { tried, failed, peak: peakOf(rows, rho), features: [...features] };
}
