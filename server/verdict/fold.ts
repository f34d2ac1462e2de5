import type { MinuteCounts } from './counts.ts';
import { logEvidence } from './detector.ts';
import type { Evidence } from './incident.ts';
import { newVerdictState } from './new-verdict-state.ts';
import { cannotTell, closesIncidents } from './silence.ts';
import { derive, step } from './step.ts';
import type { Verdict } from './verdict.ts';
import { parseVerdictState, type VerdictState } from './verdict-state.ts';

export type { Evidence, MinuteCounts, Verdict, VerdictState };
export { parseVerdictState };

/** One service's series, folded minute by minute into a verdict. */
export interface Fold {
  /**
   * Folds one minute in, and before it the empty minutes since the last one.
   * @throws RangeError for a minute that is not after the last one folded
   */
  push(counts: MinuteCounts): Verdict;
  /** Folds empty minutes up to and including `minute`; does nothing if they are folded already. */
  advanceTo(minute: number): Verdict;
  /** The verdict as of the last folded minute. */
  verdict(): Verdict;
  /** Learned correlation of two voices of one minute, for `shareOf`. */
  rho(): number;
  /** What the two tests say; in `recovering` they ask whether it begins again. */
  evidence(): Evidence;
  /** A deep plain copy that `createFold` resumes from exactly. */
  snapshot(): VerdictState;
}

function describe(state: VerdictState): Verdict {
  const { incident, silence, baseline, verdict, minute } = state;
  const nothing = cannotTell(silence) || (incident === null && !baseline.warm);
  if (nothing) return { state: 'unknown', level: null, since: null };
  if (incident === null) {
    const since = verdict.state === 'operational' ? verdict.since : minute;
    return { state: 'operational', level: null, since };
  }
  const { level, since, outage, recoveringFrom } = incident;
  if (recoveringFrom !== null) return { state: 'recovering', level, since };
  return { state: outage ? 'outage' : 'degraded', level, since };
}

/** Whether more silence would change nothing but the minute. */
function isAsleep(state: VerdictState, minute: number): boolean {
  const { silence, incident, baseline } = state;
  return incident === null && baseline.blocks.length === 0 && closesIncidents(silence, minute);
}

/**
 * The verdict's fold: pure, without clock or chance. The same series gives the same verdicts
 * however it is cut, and a fold resumed from a snapshot goes on as if never interrupted.
 * @param resumeFrom a state that `parseVerdictState` accepted; without it nothing is known
 * @param onChange hears each change of state or level, with the last minute it rests on
 */
export function createFold(
  resumeFrom?: VerdictState,
  onChange?: (minute: number, verdict: Verdict) => void,
): Fold {
  const state = resumeFrom === undefined ? newVerdictState() : structuredClone(resumeFrom);
  let derived = derive(state);

  function foldMinute(counts: MinuteCounts): void {
    if (step(state, derived, counts)) derived = derive(state);
    const before = state.verdict;
    const after = describe(state);
    state.verdict = after;
    if (after.state === before.state && after.level === before.level) return;
    onChange?.(counts.minute, after);
  }

  function fillTo(minute: number): void {
    while (state.minute !== null && state.minute < minute) {
      if (isAsleep(state, state.minute)) state.minute = minute;
      else foldMinute({ minute: state.minute + 1, tried: 0, failed: 0 });
    }
  }

  return {
    push(counts) {
      const { minute, tried, failed } = counts;
      if (!Number.isSafeInteger(minute) || (state.minute !== null && minute <= state.minute)) {
        throw new RangeError(`minute ${minute} does not come after minute ${state.minute}`);
      }
      fillTo(minute - 1);
      foldMinute({ ...counts, failed: Math.min(failed, tried) });
      return state.verdict;
    },
    advanceTo(minute) {
      if (state.minute === null) foldMinute({ minute, tried: 0, failed: 0 });
      else fillTo(minute);
      return state.verdict;
    },
    verdict: () => state.verdict,
    rho: () => derived.normal.rho,
    evidence: () => ({ fast: logEvidence(state.fast), robust: logEvidence(state.robust) }),
    snapshot: () => structuredClone(state),
  };
}
