import {
  addEvidence,
  createMixture,
  logEvidence,
  logRatios,
  type Mixture,
  noEvidence,
} from './detector.ts';
import { failedAt, type Recent, sumRecent, triedAt } from './recent.ts';
import { trim } from './trim.ts';
import { designEffect, wilson } from './wilson.ts';

const WINDOW_MINUTES = 10;

/** An outage is a share of the trimmed voices above this and above what the service drifts. */
const OUTAGE_SHARE = 0.25;

/** The margin speaks of the normal share; a higher one drifts further. */
const DRIFT_MARGINS = 2;

/** How far above it the alternatives lie. */
const STEPS = [0.15, 0.35, 0.6] as const;

/** Alternatives of the test for an outage. */
export const SEVERITIES = STEPS.length;

/** Evidence, in nats, that the share is an outage's: 200 to 1, on top of a confirmed incident. */
const OUTAGE_THRESHOLD = Math.log(200);

const PEAK_Z = 1;

/** @param rho correlation of two voices of one minute @param margin drift of the service's share */
export function createSeverityTest(rho: number, margin: number): Mixture {
  return createMixture(OUTAGE_SHARE + DRIFT_MARGINS * margin, rho, STEPS);
}

/** Evidence before the first minute of an incident. */
export function noSeverity(): number[] {
  return noEvidence(SEVERITIES);
}

/** Adds a minute, trimmed, to the evidence for an outage, in place. */
export function addSeverity(
  severity: number[],
  test: Mixture,
  tried: number,
  failed: number,
): void {
  const trimmed = trim(tried, failed);
  if (trimmed.tried === 0) return;
  addEvidence(severity, logRatios(test, trimmed.tried, trimmed.failed));
}

/** Whether at least a quarter of the trimmed voices fail for certain. A true 30 % is not: trimmed it is .22. */
export function isOutage(severity: readonly number[]): boolean {
  return logEvidence(severity) >= OUTAGE_THRESHOLD;
}

/** Minutes of the window that ends in `minute` and does not begin before `from`. */
function windowLength(minute: number, from: number): number {
  return Math.min(WINDOW_MINUTES, minute - from + 1);
}

/**
 * Evidence of the last 10 minutes, for an incident that opens now but began earlier.
 * @param from minutes before this one belong to an earlier episode and are left out
 */
export function recentSeverity(
  recent: Recent,
  minute: number,
  from: number,
  test: Mixture,
): number[] {
  const severity = noSeverity();
  for (let back = windowLength(minute, from) - 1; back >= 0; back -= 1) {
    addSeverity(severity, test, triedAt(recent, minute - back), failedAt(recent, minute - back));
  }
  return severity;
}

/**
 * Share of the last 10 minutes that is failing at least: a lower limit, so that luck in a small
 * panel does not fake a high peak from which recovery would seem easy.
 * @param from minutes before this one belong to an earlier episode and are left out
 */
export function certainShare(recent: Recent, minute: number, from: number, rho: number): number {
  const minutes = windowLength(minute, from);
  const { tried, failed } = sumRecent(recent, minute, minutes);
  if (tried === 0) return 0;
  const effect = designEffect(tried / minutes, rho);
  return wilson(failed / effect, tried / effect, PEAK_Z)[0];
}
