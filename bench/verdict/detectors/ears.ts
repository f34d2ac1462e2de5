import type { Detector } from './detector.ts';

/** Minutes of a bin. */
const BIN = 5;
const GUARD = 2;
const BASELINE = 7;
const LEAST_SD = 0.5;
const SUMMED = 3;

/**
 * The CDC's Early Aberration Reporting System on bins of five minutes (Hutwagner et al., J. Urban
 * Health 80, 2003). C2: standard deviations above the mean of seven bins, two bins back. C3: what the
 * last three C2 have above one.
 */
export function createEars(): Detector {
  return resume([], [], 0, [0, 0]);
}

function resume(
  bins: number[],
  excesses: number[],
  open: number,
  last: readonly [number, number],
): Detector {
  let failures = open;
  let said = last;

  function closeBin(): void {
    const past = bins.slice(0, BASELINE);
    bins.push(failures);
    if (bins.length > BASELINE + GUARD) bins.shift();
    if (past.length < BASELINE) return;
    const mean = past.reduce((sum, value) => sum + value, 0) / BASELINE;
    const squares = past.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const c2 = (failures - mean) / Math.max(LEAST_SD, Math.sqrt(squares / (BASELINE - 1)));
    excesses.push(Math.max(0, c2 - 1));
    if (excesses.length > SUMMED) excesses.shift();
    said = [c2, excesses.reduce((sum, value) => sum + value, 0)];
  }

  return {
    push({ minute, failed }, scores, from) {
      failures += failed;
      if ((minute + 1) % BIN === 0) {
        closeBin();
        failures = 0;
      }
      [scores[from], scores[from + 1]] = said;
    },
    clone: () => resume(bins.slice(), excesses.slice(), failures, said),
  };
}
