import { createFold, type Fold, type Verdict } from '../../server/verdict/fold.ts';
import { type Quiet, simulateCrowd } from './simulate-crowd.ts';

/** A change as the fold tells it. */
export interface Told {
  readonly minute: number;
  readonly state: Verdict['state'];
  readonly level: Verdict['level'];
}

/** Folds `minutes` minutes of the same counts, from the minute after the last. @returns the minute after them */
export function feed(
  fold: Fold,
  from: number,
  minutes: number,
  tried: number,
  failed: number,
): number {
  for (let minute = from; minute < from + minutes; minute += 1)
    fold.push({ minute, tried, failed });
  return from + minutes;
}

/** A fold that keeps what it tells. */
export function createRecordedFold(): { fold: Fold; told: Told[] } {
  const told: Told[] = [];
  const fold = createFold(undefined, (minute, { state, level }) => {
    told.push({ minute, state, level });
  });
  return { fold, told };
}

/** A fold that has learned `days` of quiet; the next minute is `days` * 1440. */
export function createWarmFold(
  voicesPerMinute: number,
  quiet: Quiet,
  seed: number,
  days = 2,
): Fold {
  const fold = createFold();
  const minutes = days * 1440;
  for (const counts of simulateCrowd({ seed, voicesPerMinute, quiet, minutes })) fold.push(counts);
  return fold;
}
