import type { MinuteCounts } from './counts.ts';
import { createFold, type Fold, type Verdict, type VerdictState } from './fold.ts';

/** Minutes up to this far before the newest one may still grow. */
export const LATE_MINUTES = 10;

/** A checkpoint costs more than folding a minute, and late minutes are rare. */
const CHECKPOINT_MINUTES = 60;

/** A fold whose last minutes may still grow: it keeps an older state and folds the tail again. */
export interface LateFold {
  /**
   * Adds voices to a minute; counts of the same minute add up. Folds every minute before it.
   * @returns false, and changes nothing, if the minute is more than 10 behind the newest
   */
  add(counts: MinuteCounts): boolean;
  /** Folds everything up to and including `minute`. */
  closeTo(minute: number): void;
}

interface Checkpoint {
  /** Last minute folded, -1 before the first. */
  readonly minute: number;
  readonly state: VerdictState | undefined;
}

/**
 * @param onChange hears each change of state or level as minutes are folded. Growth of an older
 * minute is heard only if it changes the newest verdict: what was said before is not taken back
 */
export function createLateFold(onChange: (minute: number, verdict: Verdict) => void): LateFold {
  const voices = new Map<number, { tried: number; failed: number }>();
  const checkpoints: Checkpoint[] = [{ minute: -1, state: undefined }];
  let silent = false;
  let folded = -1;
  let open = -1;
  let fold = resume(undefined);

  function resume(state: VerdictState | undefined): Fold {
    return createFold(state, (minute, verdict) => {
      if (!silent) onChange(minute, verdict);
    });
  }

  function keepCheckpoint(): void {
    const last = checkpoints.at(-1);
    if (last && folded - last.minute < CHECKPOINT_MINUTES) return;
    checkpoints.push({ minute: folded, state: fold.snapshot() });
    while ((checkpoints[1]?.minute ?? folded) < folded - LATE_MINUTES) checkpoints.shift();
    const oldest = checkpoints[0]?.minute ?? -1;
    for (const minute of voices.keys()) if (minute <= oldest) voices.delete(minute);
  }

  function foldAgain(): void {
    const before = fold.verdict();
    checkpoints.splice(1);
    silent = true;
    fold = resume(checkpoints[0]?.state);
    const tail = [...voices].filter(([minute]) => minute <= folded).sort(([a], [b]) => a - b);
    for (const [minute, counts] of tail) fold.push({ minute, ...counts });
    fold.advanceTo(folded);
    silent = false;
    const after = fold.verdict();
    if (after.state !== before.state || after.level !== before.level) onChange(folded, after);
  }

  function closeTo(minute: number): void {
    if (minute <= folded) return;
    const counts = open > folded ? voices.get(open) : undefined;
    if (counts) fold.push({ minute: open, ...counts });
    fold.advanceTo(minute);
    folded = minute;
    keepCheckpoint();
  }

  return {
    add({ minute, tried, failed }) {
      const newest = Math.max(folded, open);
      if (minute < newest - LATE_MINUTES) return false;
      if (minute > open) {
        if (open >= 0) closeTo(minute - 1);
        open = minute;
      }
      const sum = voices.get(minute) ?? { tried: 0, failed: 0 };
      voices.set(minute, {
        tried: sum.tried + tried,
        failed: sum.failed + Math.min(failed, tried),
      });
      if (minute <= folded) foldAgain();
      return true;
    },
    closeTo,
  };
}
