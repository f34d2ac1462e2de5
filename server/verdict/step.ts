import { openIncident } from './assess.ts';
import {
  adopt,
  forgetWaiting,
  hasLearnedEnough,
  learn,
  type Normal,
  normalOf,
  noteMinute,
} from './baseline.ts';
import type { MinuteCounts } from './counts.ts';
import {
  createTests,
  FAST_THRESHOLD,
  ROBUST_ALTERNATIVES,
  robustThreshold,
  type Tests,
} from './create-tests.ts';
import { ALTERNATIVES, addEvidence, logEvidence, logRatios, noEvidence } from './detector.ts';
import { continueIncident } from './incident.ts';
import { followOnset, noOnset, onsetMinute } from './onset.ts';
import { MOST_WEIGHT, weightOfPresses } from './presses.ts';
import { remember, sumRecent } from './recent.ts';
import { closesIncidents, listen } from './silence.ts';
import type { Surroundings } from './surroundings.ts';
import { trim } from './trim.ts';
import type { IncidentState, VerdictState } from './verdict-state.ts';

/** One-click reports count for this long. */
const PRESS_MINUTES = 10;

/** An incident that opens this soon after another one closed is the same one. */
const SAME_INCIDENT_MINUTES = 15;

/** What follows from the state alone and changes far more rarely than the counts. */
export interface Derived {
  readonly normal: Normal;
  readonly tests: Tests;
}

/** @returns the parameters that the state implies; to be derived again when `step` says so */
export function derive(state: VerdictState): Derived {
  const normal = normalOf(state.baseline);
  const { incident, baseline } = state;
  const recoveredBelow = incident?.recoveringFrom == null ? null : incident.recoveredBelow;
  return { normal, tests: createTests(normal, baseline.warm, recoveredBelow) };
}

function restartTests(state: VerdictState): void {
  state.fast = noEvidence();
  state.robust = noEvidence(ROBUST_ALTERNATIVES);
  state.onset = noOnset(ALTERNATIVES);
}

function closeIncident(state: VerdictState, incident: IncidentState, minute: number): void {
  state.incident = null;
  state.closed = { since: incident.since, minute };
  forgetWaiting(state.baseline, minute);
  restartTests(state);
}

function test(state: VerdictState, tests: Tests, { minute, tried, failed }: MinuteCounts): void {
  const ratios = logRatios(tests.fast, tried, failed);
  addEvidence(state.fast, ratios);
  followOnset(state.onset, ratios, minute);
  const trimmed = trim(tried, failed);
  if (trimmed.tried === 0) return;
  addEvidence(state.robust, logRatios(tests.robust, trimmed.tried, trimmed.failed));
}

/** Presses lower what is asked of the failing voices, as far as they go beyond the usual. */
function hasFastFired(state: VerdictState, { minute, normal }: Surroundings): boolean {
  const lacking = FAST_THRESHOLD - logEvidence(state.fast);
  if (lacking <= 0 || lacking > MOST_WEIGHT) return lacking <= 0;
  const { tried, presses } = sumRecent(state.recent, minute, PRESS_MINUTES);
  return lacking <= weightOfPresses(presses, normal.pressesPerVoice * tried);
}

/** @returns whether an incident opened */
function openIfFired(state: VerdictState, around: Surroundings): boolean {
  const confirmed = logEvidence(state.robust) >= robustThreshold(around.normal);
  if (!confirmed && !hasFastFired(state, around)) return false;
  const { minute } = around;
  const { closed } = state;
  const same = closed !== null && minute - closed.minute <= SAME_INCIDENT_MINUTES;
  const since = same ? closed.since : onsetMinute(state.onset, minute);
  const countFrom = closed === null ? 0 : closed.minute + 1;
  const level = confirmed ? 'confirmed' : 'suspected';
  state.incident = openIncident(around, level, since, countFrom);
  forgetWaiting(state.baseline, minute);
  return true;
}

/** @returns whether the derived parameters are out of date */
function goOn(state: VerdictState, incident: IncidentState, around: Surroundings): boolean {
  const evidence = { fast: logEvidence(state.fast), robust: logEvidence(state.robust) };
  const robust = evidence.robust >= robustThreshold(around.normal);
  const turn = continueIncident(incident, around, evidence, robust);
  if (turn === 'same') return false;
  if (turn === 'restart') {
    restartTests(state);
    return true;
  }
  closeIncident(state, incident, around.minute);
  if (turn === 'new-normal') adopt(state.baseline, incident.own.tried, incident.own.failed);
  return true;
}

/** Learns what is due and leaves the cold start when enough is learned. */
function learnDue(state: VerdictState, minute: number): boolean {
  const { baseline } = state;
  const learned = learn(baseline, minute);
  if (!baseline.warm && state.incident === null && hasLearnedEnough(baseline)) {
    baseline.warm = true;
    restartTests(state);
    return true;
  }
  return learned;
}

/**
 * Folds one minute into the state, in place, its verdict excepted.
 * @param derived what `derive` said of the state
 * @returns whether `derived` is out of date
 */
export function step(state: VerdictState, derived: Derived, counts: MinuteCounts): boolean {
  const { minute, tried } = counts;
  const { recent, baseline, incident } = state;
  state.minute = minute;
  remember(recent, counts);
  listen(state.silence, recent, minute, tried);
  let stale = false;
  if (incident === null) noteMinute(baseline, counts);
  if (tried > 0) {
    const around = { ...counts, recent, normal: derived.normal, warm: baseline.warm };
    test(state, derived.tests, counts);
    stale = incident === null ? openIfFired(state, around) : goOn(state, incident, around);
  } else if (incident !== null && closesIncidents(state.silence, minute)) {
    closeIncident(state, incident, minute);
    stale = true;
  }
  return learnDue(state, minute) || stale;
}
