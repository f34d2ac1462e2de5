import { YEAR } from '../sim/crowd.ts';

const HOUR = 60;
const HOURS_PER_DAY = 24;

/**
 * The highest score of every hour, from which the number of alarms follows for any threshold: hours
 * above it, neighbours taken as one alarm.
 */
export class HourlyPeaks {
  readonly hours: number[] = [];
  #minutes = 0;

  add(score: number): void {
    const hour = Math.floor(this.#minutes / HOUR);
    this.#minutes += 1;
    const peak = this.hours[hour];
    if (peak === undefined || score > peak) this.hours[hour] = score;
  }
}

/** @returns alarms at this threshold, over all series given; one that lasts counts again each day */
export function alarmsAt(series: readonly (readonly number[])[], threshold: number): number {
  let alarms = 0;
  for (const hours of series) {
    let lasted = 0;
    for (const peak of hours) {
      if (peak >= threshold) {
        if (lasted % HOURS_PER_DAY === 0) alarms += 1;
        lasted += 1;
      } else lasted = 0;
    }
  }
  return alarms;
}

/** @returns service-years in the series */
export function yearsOf(series: readonly (readonly number[])[]): number {
  return series.reduce((sum, hours) => sum + hours.length, 0) / (YEAR / HOUR);
}

/**
 * The lowest threshold with at most so many alarms. Discrete scores tie: it lies just above the last
 * score that would have brought one too many, which is the conservative side.
 */
export function thresholdFor(series: readonly (readonly number[])[], alarms: number): number {
  const peaks = [...new Set(series.flat())].sort((a, b) => b - a);
  for (const peak of peaks) {
    // Just above the peak nothing new is let in; the peak itself may bring one too many.
    if (alarmsAt(series, peak) > alarms) return justAbove(peak);
  }
  return Number.NEGATIVE_INFINITY;
}

function justAbove(value: number): number {
  return value + Math.max(1e-9, Math.abs(value) * 1e-9);
}
