import { createFold } from '../../../server/verdict/fold.ts';
import { createWarm } from '../ours/warm.ts';
import { createCrowd, DAY, type Quiet } from '../sim/crowd.ts';
import { seedOf } from '../sim/random.ts';

const WATCHED_DAYS = 2;

export interface ConstantPlan {
  readonly seed: number;
  readonly voices: number;
  readonly quiet: Quiet;
  readonly share: number;
  readonly runs: number;
}

export interface ConstantResult extends Omit<ConstantPlan, 'seed'> {
  /** Changes in two days: mean and most. */
  readonly mean: number;
  readonly most: number;
}

/** A service that settles at another rate than it was known for, on or near the edge of an alarm. */
export function holdRate({ seed, voices, quiet, share, runs }: ConstantPlan): ConstantResult {
  const warm = createWarm({ seed, voicesPerMinute: voices, quiet });
  const changes = Array.from({ length: runs }, (_, run) => {
    warm.branch();
    let told = 0;
    const snapshot = warm.fold.snapshot();
    const fold = createFold(snapshot, () => {
      told += 1;
    });
    const crowd = createCrowd({
      seed: seedOf(seed, 500 + run),
      ...{ voicesPerMinute: voices, quiet, normalShare: share },
    });
    const start = (snapshot.minute ?? 0) + 1;
    for (let at = 0; at < WATCHED_DAYS * DAY; at += 1) {
      fold.push({ minute: start + at, ...crowd.next(null) });
    }
    return told;
  });
  return {
    ...{ voices, quiet, share, runs },
    mean: changes.reduce((sum, told) => sum + told, 0) / runs,
    most: Math.max(...changes),
  };
}
