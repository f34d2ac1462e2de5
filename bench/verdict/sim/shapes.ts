import { NORMAL_SHARE } from './crowd.ts';

/** Failing share by minute since the incident's start, null where it is over. */
export type Shape = (at: number) => number | null;

/** A fault that begins and ends at once. */
export function step(share: number, minutes: number): Shape {
  return (at) => (at < minutes ? share : null);
}

const RAMP_MINUTES = 10;

/** A fault that takes ten minutes to reach its share and ends at once. */
export function ramp(share: number, minutes: number): Shape {
  return (at) => {
    if (at >= minutes) return null;
    return NORMAL_SHARE + (share - NORMAL_SHARE) * Math.min(1, (at + 1) / RAMP_MINUTES);
  };
}

const PEAK = 0.7;
const PEAK_UNTIL = 100;

/** Minutes from the ramp's start to the tail's end of `february`. */
export const FEBRUARY_MINUTES = 140;

/** The shape of 3 February 2026: ten minutes up to 70 %, ninety there, a tail of forty. */
export function february(at: number): number | null {
  if (at >= FEBRUARY_MINUTES) return null;
  if (at < PEAK_UNTIL) return ramp(PEAK, FEBRUARY_MINUTES)(at);
  const left = (FEBRUARY_MINUTES - at) / (FEBRUARY_MINUTES - PEAK_UNTIL);
  return NORMAL_SHARE + (PEAK - NORMAL_SHARE) * left;
}
