import type { MinuteRow, Store } from '../store/store.ts';
import { pressesOf } from '../verdict/presses.ts';

/** What the fold is told of one minute: voices, and beside them one-click reports. */
export interface Counts extends MinuteRow {
  readonly presses: number;
}

/**
 * A service's minutes with voices or one-click reports, in order. Both are capped to one of each network.
 * @param isBegun without it, clicks before the first voice are left out: nothing is folded before that
 */
export async function countsOf(
  store: Pick<Store, 'series' | 'said'>,
  service: string,
  [from, to]: readonly [number, number],
  isBegun: boolean,
): Promise<readonly Counts[]> {
  const counts = new Map<number, Counts>();
  for (const row of await store.series(service, from, to)) {
    counts.set(row.minute, { ...row, presses: 0 });
  }
  const first = isBegun ? from : Math.min(...counts.keys());
  for (const { minute, said } of await store.said(service, from, to)) {
    if (minute < first) continue;
    const voices = counts.get(minute) ?? { minute, tried: 0, failed: 0 };
    counts.set(minute, { ...voices, presses: pressesOf(said) });
  }
  return [...counts.values()].sort((a, b) => a.minute - b.minute);
}
