import type { Level } from '../../lib/protocol/vocabulary.ts';
import type { Normal } from './baseline.ts';
import { normalLimit, robustRho } from './create-tests.ts';
import { type Recent, sumRecent } from './recent.ts';
import {
  addCalm,
  createRecoveryTest,
  FALLEN_THRESHOLD,
  fallenRate,
  NORMAL_THRESHOLD,
  patienceFor,
} from './recovery.ts';
import {
  addSeverity,
  certainShare,
  createSeverityTest,
  isOutage,
  noSeverity,
  recentSeverity,
} from './severity.ts';
import type { IncidentState } from './verdict-state.ts';

/** After this long in `recovering` a share that is still not normal is `degraded` again. */
const RECOVERING_AT_MOST_MINUTES = 60;

/** Evidence, in nats, at which a restarted test leads out of `recovering`: 10,000 to 1. */
const RELAPSE_THRESHOLD = Math.log(10_000);

/** An incident this old that is no outage is the new normal. */
const NEW_NORMAL_MINUTES = 1440;

/** What the fold knows beside the incident itself. */
export interface Surroundings {
  readonly minute: number;
  readonly tried: number;
  readonly failed: number;
  readonly recent: Recent;
  readonly normal: Normal;
  readonly warm: boolean;
}

/** What a minute did to an incident. `restart`: the tests begin again, with the base that fits now. */
export type Turn = 'same' | 'restart' | 'over' | 'new-normal';

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
    own: { from: minute, tried, failed },
  };
  assess(incident, around);
  return incident;
}

function severityTest(normal: Normal) {
  return createSeverityTest(robustRho(normal), normal.margin);
}

/** Begins to follow peak and severity, the last minutes included. */
function assess(incident: IncidentState, { recent, minute, normal }: Surroundings): void {
  const { countFrom, level } = incident;
  incident.peak = Math.max(
    incident.peak,
    certainShare(recent, minute, countFrom, robustRho(normal)),
  );
  incident.severity = recentSeverity(recent, minute, countFrom, severityTest(normal));
  incident.outage = level === 'confirmed' && isOutage(incident.severity);
}

/** Raises peak and severity; neither falls before recovery. */
function assessFurther(incident: IncidentState, around: Surroundings): void {
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

function failAgain(incident: IncidentState, around: Surroundings, keepPeak: boolean): Turn {
  incident.recoveringFrom = null;
  if (!keepPeak) incident.peak = 0;
  incident.fallen = 0;
  incident.normal = 0;
  assess(incident, around);
  return 'restart';
}

function whileFailing(incident: IncidentState, around: Surroundings, robust: boolean): Turn {
  const { tried, failed, normal, warm, minute } = around;
  if (robust) incident.level = 'confirmed';
  assessFurther(incident, around);
  const rate = fallenRate(normal.p0, normalLimit(normal, warm), incident.peak, incident.outage);
  const test = createRecoveryTest(normal.p0, rate, normal.rho);
  incident.fallen = addCalm(incident.fallen, test, tried, failed);
  incident.fallenFrom = incident.fallen < FALLEN_THRESHOLD ? null : (incident.fallenFrom ?? minute);
  const patience = patienceFor(incident.peak, normalLimit(normal, warm), normal);
  const { fallenFrom } = incident;
  if (fallenFrom === null || minute - fallenFrom < patience.fallen) return 'same';
  incident.fallenFrom = null;
  if (incident.outage) incident.own = { from: minute + 1, tried: 0, failed: 0 };
  incident.outage = false;
  incident.recoveringFrom = minute;
  incident.recoveredBelow = rate;
  incident.countFrom = minute + 1;
  return 'restart';
}

function whileRecovering(
  incident: IncidentState,
  around: Surroundings,
  recoveringFrom: number,
  evidence: number,
): Turn {
  const { minute, recent, normal, warm } = around;
  if (evidence >= RELAPSE_THRESHOLD) return failAgain(incident, around, true);
  const recovering = minute - recoveringFrom;
  const limit = normalLimit(normal, warm);
  const dwell = patienceFor(incident.peak, limit, normal).recovering;
  if (incident.normal >= NORMAL_THRESHOLD && recovering >= dwell) return 'over';
  if (recovering < RECOVERING_AT_MOST_MINUTES) return 'same';
  const hour = sumRecent(recent, minute, RECOVERING_AT_MOST_MINUTES);
  const abnormal = hour.failed > limit * hour.tried;
  return abnormal ? failAgain(incident, around, false) : 'same';
}

/**
 * Takes an open incident one minute with voices further, in place. An incident that was an outage
 * and has been `recovering` or `degraded` for a day since also becomes the new normal; otherwise
 * a service that settled slightly above its old rate would never be operational again.
 * @param evidence the stronger of the two tests, in nats
 * @param robust whether the robust test has fired
 */
export function continueIncident(
  incident: IncidentState,
  around: Surroundings,
  evidence: number,
  robust: boolean,
): Turn {
  const { minute, tried, failed, normal, warm } = around;
  incident.own.tried += tried;
  incident.own.failed += failed;
  const limit = createRecoveryTest(normal.p0, normalLimit(normal, warm), normal.rho);
  incident.normal = addCalm(incident.normal, limit, tried, failed);
  const turn =
    incident.recoveringFrom === null
      ? whileFailing(incident, around, robust)
      : whileRecovering(incident, around, incident.recoveringFrom, evidence);
  if (turn === 'over' || incident.outage) return turn;
  return minute - incident.own.from >= NEW_NORMAL_MINUTES ? 'new-normal' : turn;
}
