import type { MinuteCounts } from './counts.ts';
import type { VerdictState } from './verdict-state.ts';

/** How far back the fold looks minute by minute: the last hour. */
export const RECENT_MINUTES = 60;

export type Recent = VerdictState['recent'];

/** Puts one minute in place of the one an hour before. */
export function remember(
  recent: Recent,
  { minute, tried, failed, presses = 0 }: MinuteCounts,
): void {
  recent.tried[minute % RECENT_MINUTES] = tried;
  recent.failed[minute % RECENT_MINUTES] = failed;
  recent.presses[minute % RECENT_MINUTES] = presses;
}

/** @returns voices that tried in a minute of the last hour */
export function triedAt(recent: Recent, minute: number): number {
  return recent.tried[(minute + RECENT_MINUTES) % RECENT_MINUTES] ?? 0;
}

/** @returns voices that failed in a minute of the last hour */
export function failedAt(recent: Recent, minute: number): number {
  return recent.failed[(minute + RECENT_MINUTES) % RECENT_MINUTES] ?? 0;
}

/** Sums of the last `count` minutes up to `minute`. */
export function sumRecent(
  recent: Recent,
  minute: number,
  count: number,
): { tried: number; failed: number; presses: number } {
  let tried = 0;
  let failed = 0;
  let presses = 0;
  for (let back = 0; back < count; back += 1) {
    tried += triedAt(recent, minute - back);
    failed += failedAt(recent, minute - back);
    presses += recent.presses[(minute - back + RECENT_MINUTES) % RECENT_MINUTES] ?? 0;
  }
  return { tried, failed, presses };
}

/** An hour without a voice. */
export function noRecent(): Recent {
  return {
    tried: new Array<number>(RECENT_MINUTES).fill(0),
    failed: new Array<number>(RECENT_MINUTES).fill(0),
    presses: new Array<number>(RECENT_MINUTES).fill(0),
  };
}
