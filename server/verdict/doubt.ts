import { createTests, FAST_THRESHOLD } from './create-tests.ts';
import { addEvidence, logEvidence, logRatios, noEvidence } from './detector.ts';
import { failedAt, type Recent, sumRecent, triedAt } from './recent.ts';
import { FALLEN_THRESHOLD, FALLEN_TO, NORMAL_THRESHOLD } from './recovery.ts';
import type { Surroundings } from './surroundings.ts';
import type { IncidentState } from './verdict-state.ts';

/**
 * What is left of a confirmed incident, once trimmed minutes are normal, may be the word of k liars:
 * then it must neither stay confirmed nor, as it may as well be true, be called over unseen. So many
 * minutes are looked at before either is decided.
 */
const LOOK_MINUTES = 20;

/** A share has eased when it is below this part of the peak. */
const EASED_TO = 0.5;

/** Whether less than this share of all voices, liars and all, failed in the last minutes. */
function failsLessThan(share: number, recent: Recent, minute: number): boolean {
  const { tried, failed } = sumRecent(recent, minute, LOOK_MINUTES);
  return failed < share * tried;
}

/** Notes since when all that still fails could be said by k liars alone. */
export function noteDoubt(incident: IncidentState, minute: number): void {
  const mayBeLies = incident.level === 'confirmed' && incident.calmTrimmed >= FALLEN_THRESHOLD;
  incident.doubtFrom = mayBeLies ? (incident.doubtFrom ?? minute) : null;
}

/** Whether what may be lies is also far less than it was: the incident eases. */
export function hasEased(incident: IncidentState, recent: Recent, minute: number): boolean {
  return incident.doubtFrom !== null && failsLessThan(EASED_TO * incident.peak, recent, minute);
}

/** Whether it may have been lies for long enough to be confirmed no longer. */
export function isDoubted({ doubtFrom }: IncidentState, minute: number): boolean {
  return doubtFrom !== null && minute - doubtFrom >= LOOK_MINUTES;
}

/**
 * Whether a `recovering` incident is over but for what k liars can say, and for too little to raise
 * suspicion in a service that was well before.
 * @param recovering minutes since it is
 */
export function isOverBesideLies(
  incident: IncidentState,
  { recent, minute, normal, warm }: Surroundings,
  recovering: number,
): boolean {
  if (incident.level !== 'confirmed' || recovering < LOOK_MINUTES) return false;
  if (incident.calmTrimmed < NORMAL_THRESHOLD) return false;
  if (!failsLessThan(FALLEN_TO * incident.peak, recent, minute)) return false;
  const { fast } = createTests(normal, warm, null);
  const evidence = noEvidence();
  for (let back = recovering - 1; back >= 0; back -= 1) {
    const tried = triedAt(recent, minute - back);
    if (tried === 0) continue;
    addEvidence(evidence, logRatios(fast, tried, failedAt(recent, minute - back)));
    if (logEvidence(evidence) >= FAST_THRESHOLD) return false;
  }
  return true;
}
