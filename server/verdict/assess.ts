import type { Level } from '../../lib/protocol/vocabulary.ts';
import type { Normal } from './baseline.ts';
import { robustRho } from './create-tests.ts';
import {
  addSeverity,
  certainShare,
  createSeverityTest,
  isOutage,
  noSeverity,
  recentSeverity,
} from './severity.ts';
import type { Surroundings } from './surroundings.ts';
import type { IncidentState } from './verdict-state.ts';

/**
 * @param since likeliest first minute of the failure
 * @param countFrom minutes before it belong to an earlier incident
 */
export function openIncident(
  around: Surroundings,
  level: Level,
  since: number,
  countFrom: number,
): IncidentState {
  const { minute, tried, failed } = around;
  const incident: IncidentState = {
    since,
    level,
    outage: false,
    countFrom,
    recoveringFrom: null,
    recoveredBelow: 0,
    peak: 0,
    severity: noSeverity(),
    fallen: 0,
    fallenFrom: null,
    normal: 0,
    calmTrimmed: 0,
    doubtFrom: null,
    own: { from: minute, tried, failed },
  };
  assess(incident, around);
  return incident;
}

function severityTest(normal: Normal) {
  return createSeverityTest(robustRho(normal), normal.margin);
}

/** Begins to follow peak and severity, the last minutes included. */
export function assess(incident: IncidentState, { recent, minute, normal }: Surroundings): void {
  const { countFrom, level } = incident;
  incident.peak = Math.max(
    incident.peak,
    certainShare(recent, minute, countFrom, robustRho(normal)),
  );
  incident.severity = recentSeverity(recent, minute, countFrom, severityTest(normal));
  incident.outage = level === 'confirmed' && isOutage(incident.severity);
}

/** Raises peak and severity; neither falls before recovery. */
export function assessFurther(incident: IncidentState, around: Surroundings): void {
  const { recent, minute, normal, tried, failed } = around;
  const { countFrom, level } = incident;
  incident.peak = Math.max(
    incident.peak,
    certainShare(recent, minute, countFrom, robustRho(normal)),
  );
  if (incident.outage) return;
  addSeverity(incident.severity, severityTest(normal), tried, failed);
  incident.outage = level === 'confirmed' && isOutage(incident.severity);
}
