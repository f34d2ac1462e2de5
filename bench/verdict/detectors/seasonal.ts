import type { Detector, Sight } from './detector.ts';
import { createSortedDay, type SortedDay } from './sorted-day.ts';

const BIN = 5;
const SLOTS = 288;
const DAYS = 7;

/** Normal distribution: median absolute deviation to standard deviation. */
const MAD_TO_SD = 1.4826;

/** Smallest scale, so that a quiet series is not divided by zero: half a failure in a bin. */
const LEAST_FAILURES = 0.5;

/** S-H-ESD looks for at most this part of the day as anomalies. */
const MOST_ANOMALIES = Math.floor(0.1 * SLOTS);

interface Memory {
  /** Values by slot and day. */
  readonly past: Float64Array;
  /** Residuals of the last day. */
  readonly day: SortedDay;
  bins: number;
  tried: number;
  failed: number;
  /** Voices in a usual bin, decaying. */
  usual: number;
  robustZ: number;
  esd: number;
}

/** Median of the same time of day, and of five minutes before and after it, on the last seven days. */
function usualAt({ past }: Memory, slot: number): number {
  const values = new Float64Array(3 * DAYS);
  for (let near = 0; near < 3; near += 1) {
    const at = ((slot + SLOTS - 1 + near) % SLOTS) * DAYS;
    values.set(past.subarray(at, at + DAYS), near * DAYS);
  }
  return values.sort()[values.length >> 1] ?? 0;
}

/**
 * Seasonal hybrid ESD as in Twitter's AnomalyDetection (Hochenbaum, Vallis and Kejariwal,
 * arXiv:1704.07706): the generalised ESD statistic, on median and MAD, of the newest residual, after
 * the more extreme ones of the day are taken out. Zero if it is not among the tenth that may be.
 */
function esdOf(day: SortedDay, newest: number, least: number): number {
  let low = 0;
  let high = SLOTS - 1;
  for (let removed = 0; removed < MOST_ANOMALIES; removed += 1) {
    const centre = day.median(low, high);
    const above = day.at(high) - centre;
    const below = centre - day.at(low);
    if (newest - centre >= Math.max(above, below)) {
      return (newest - centre) / Math.max(least, MAD_TO_SD * day.deviation(centre, low, high));
    }
    if (above >= below) high -= 1;
    else low += 1;
  }
  return 0;
}

function closeBin(memory: Memory, minute: number, sight: Sight): void {
  const { past, day, tried, failed } = memory;
  const slot = Math.floor(minute / BIN) % SLOTS;
  memory.usual += (tried - memory.usual) / Math.min(memory.bins + 1, SLOTS);
  const usual = Math.max(1, memory.usual);
  // A bin with few voices is pulled toward none failing, or one failure of one voice would be all.
  const value = sight === 'counts' ? failed : failed / Math.max(tried, usual / 4, 1);
  const least = sight === 'counts' ? LEAST_FAILURES : LEAST_FAILURES / usual;
  const residual = value - usualAt(memory, slot);
  past[slot * DAYS + (Math.floor(memory.bins / SLOTS) % DAYS)] = value;
  const centre = day.median(0, SLOTS - 1);
  const spread = day.deviation(centre, 0, SLOTS - 1);
  memory.robustZ = (residual - centre) / Math.max(least, MAD_TO_SD * spread);
  day.add(residual);
  memory.esd = esdOf(day, residual, least);
  memory.bins += 1;
  memory.tried = 0;
  memory.failed = 0;
}

/**
 * Two detectors on bins of five minutes that take the time of day out: a robust z (residual over the
 * MAD of the last day) and S-H-ESD. On counts, as they are used, or on rates, which flatters them.
 */
export function createSeasonal(sight: Sight): Detector {
  const past = new Float64Array(SLOTS * DAYS);
  const day = createSortedDay(SLOTS);
  const nothing = { bins: 0, tried: 0, failed: 0, usual: 0, robustZ: 0, esd: 0 };
  return resume({ past, day, ...nothing }, sight);
}

function resume(memory: Memory, sight: Sight): Detector {
  return {
    push({ minute, tried, failed }, scores, from) {
      memory.tried += tried;
      memory.failed += failed;
      if ((minute + 1) % BIN === 0) closeBin(memory, minute, sight);
      scores[from] = memory.robustZ;
      scores[from + 1] = memory.esd;
    },
    clone: () => resume({ ...memory, past: memory.past.slice(), day: memory.day.clone() }, sight),
  };
}
