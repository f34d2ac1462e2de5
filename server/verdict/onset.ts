import type { VerdictState } from './verdict-state.ts';

export type Onset = VerdictState['onset'];

/**
 * Follows one CUSUM per alternative beside the test and remembers the minute at which each last
 * left zero: the most likely beginning of a change, should one be found (Page 1954).
 */
export function followOnset(onset: Onset, ratios: readonly number[], minute: number): void {
  for (let index = 0; index < ratios.length; index += 1) {
    const before = onset.evidence[index] ?? 0;
    const after = Math.max(0, before + (ratios[index] ?? 0));
    if (before === 0 && after > 0) onset.from[index] = minute;
    onset.evidence[index] = after;
  }
}

/** @returns the likeliest first minute of what was found in `minute`, at latest that minute */
export function onsetMinute(onset: Onset, minute: number): number {
  let strongest = 0;
  let from = minute;
  onset.evidence.forEach((evidence, index) => {
    if (evidence <= strongest) return;
    strongest = evidence;
    from = onset.from[index] ?? minute;
  });
  return from;
}

/** @returns an onset that has seen nothing */
export function noOnset(alternatives: number): Onset {
  return {
    evidence: new Array<number>(alternatives).fill(0),
    from: new Array<number>(alternatives).fill(0),
  };
}
