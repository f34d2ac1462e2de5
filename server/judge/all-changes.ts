import type { Transition } from '../store/store.ts';

/**
 * Settled changes and the newest ones as one list, oldest first. A change that settles in its minute
 * keeps its place.
 */
export function allChanges(
  settled: readonly Transition[],
  newest: readonly Transition[],
): readonly Transition[] {
  const byKey = new Map(
    [...settled, ...newest].map((change) => [`${change.service}/${change.minute}`, change]),
  );
  return [...byKey.values()].sort((a, b) => a.minute - b.minute);
}
