import { failedAt, type Recent, sumRecent, triedAt } from './recent.ts';
import { trim } from './trim.ts';
import { designEffect, wilson } from './wilson.ts';

const WINDOW_MINUTES = 10;
const MIN_TRIMMED_VOICES = 10;
const OUTAGE_SHARE = 0.25;
const OUTAGE_Z = 3;
const PEAK_Z = 1;

/** @returns the lower Wilson limit of a share over so many minutes of alike voices */
function lowerLimit(failed: number, tried: number, minutes: number, rho: number, z: number) {
  const effect = designEffect(tried / minutes, rho);
  return wilson(failed / effect, tried / effect, z)[0];
}

/** Minutes of the window that ends in `minute` and does not begin before `from`. */
function windowLength(minute: number, from: number): number {
  return Math.min(WINDOW_MINUTES, minute - from + 1);
}

/**
 * Whether at least a quarter of the trimmed voices fail for certain, in any of the windows of the
 * last 1 to 10 minutes. A true share of 30 % is not an outage: trimmed it is .22.
 * @param from minutes before this one belong to an earlier episode and are left out
 */
export function isOutage(recent: Recent, minute: number, from: number, rho: number): boolean {
  let tried = 0;
  let failed = 0;
  for (let minutes = 1; minutes <= windowLength(minute, from); minutes += 1) {
    const at = minute - minutes + 1;
    const trimmed = trim(triedAt(recent, at), failedAt(recent, at));
    tried += trimmed.tried;
    failed += trimmed.failed;
    if (tried < MIN_TRIMMED_VOICES) continue;
    if (lowerLimit(failed, tried, minutes, rho, OUTAGE_Z) >= OUTAGE_SHARE) return true;
  }
  return false;
}

/**
 * Share of the last 10 minutes that is failing at least: a lower limit, so that luck in a small
 * panel does not fake a high peak from which recovery would seem easy.
 * @param from minutes before this one belong to an earlier episode and are left out
 */
export function certainShare(recent: Recent, minute: number, from: number, rho: number): number {
  const minutes = windowLength(minute, from);
  const { tried, failed } = sumRecent(recent, minute, minutes);
  return tried === 0 ? 0 : lowerLimit(failed, tried, minutes, rho, PEAK_Z);
}
