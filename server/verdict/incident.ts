import { assess, assessFurther } from './assess.ts';
import { normalLimit } from './create-tests.ts';
import { hasEased, isDoubted, isOverBesideLies, noteDoubt } from './doubt.ts';
import { sumRecent } from './recent.ts';
import {
  addCalm,
  createRecoveryTest,
  FALLEN_THRESHOLD,
  fallenRate,
  NORMAL_THRESHOLD,
  patienceFor,
} from './recovery.ts';
import type { Surroundings } from './surroundings.ts';
import { trim } from './trim.ts';
import type { IncidentState } from './verdict-state.ts';

/** After this long in `recovering` a share that is still not normal is `degraded` again. */
const RECOVERING_AT_MOST_MINUTES = 60;

/** Evidence, in nats, at which a restarted test leads out of `recovering`: 10,000 to 1. */
const RELAPSE_THRESHOLD = Math.log(10_000);

/** An incident this old that is no outage is the new normal. */
const NEW_NORMAL_MINUTES = 1440;

/** Log evidence of the two tests, in nats; minus infinity before the first voice. */
export interface Evidence {
  readonly fast: number;
  readonly robust: number;
}

/** What a minute did to an incident. `restart`: the tests begin again, with the base that fits now. */
export type Turn = 'same' | 'restart' | 'over' | 'new-normal';

/** @param confirmed whether it still is: what k liars can say alone is suspected, at most */
function failAgain(
  incident: IncidentState,
  around: Surroundings,
  confirmed: boolean,
  keepPeak: boolean,
): Turn {
  incident.recoveringFrom = null;
  if (!confirmed) incident.level = 'suspected';
  if (!keepPeak) incident.peak = 0;
  incident.fallen = 0;
  incident.normal = 0;
  incident.calmTrimmed = 0;
  incident.doubtFrom = null;
  assess(incident, around);
  return 'restart';
}

/** What k liars could say alone is suspected, at most. */
function doubt(incident: IncidentState): Turn {
  incident.level = 'suspected';
  incident.outage = false;
  incident.calmTrimmed = 0;
  incident.doubtFrom = null;
  return 'restart';
}

function whileFailing(incident: IncidentState, around: Surroundings, robust: boolean): Turn {
  const { tried, failed, recent, normal, warm, minute } = around;
  if (robust) incident.level = 'confirmed';
  assessFurther(incident, around);
  const rate = fallenRate(normal.p0, normalLimit(normal, warm), incident.peak, incident.outage);
  const test = createRecoveryTest(normal.p0, rate, normal.rho);
  incident.fallen = addCalm(incident.fallen, test, tried, failed);
  noteDoubt(incident, minute);
  const hasFallen = incident.fallen >= FALLEN_THRESHOLD || hasEased(incident, recent, minute);
  incident.fallenFrom = hasFallen ? (incident.fallenFrom ?? minute) : null;
  const patience = patienceFor(incident.peak, normalLimit(normal, warm), normal);
  const { fallenFrom } = incident;
  if (fallenFrom === null && isDoubted(incident, minute)) return doubt(incident);
  if (fallenFrom === null || minute - fallenFrom < patience.fallen) return 'same';
  incident.fallenFrom = null;
  incident.doubtFrom = null;
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
  { fast, robust }: Evidence,
): Turn {
  const { minute, recent, normal, warm } = around;
  const relapsed = robust >= RELAPSE_THRESHOLD;
  if (relapsed || fast >= RELAPSE_THRESHOLD) return failAgain(incident, around, relapsed, true);
  const recovering = minute - recoveringFrom;
  const limit = normalLimit(normal, warm);
  const patience = patienceFor(incident.peak, limit, normal);
  if (incident.normal >= NORMAL_THRESHOLD && recovering >= patience.recovering) return 'over';
  if (patience.fallen === 0 && isOverBesideLies(incident, around, recovering)) return 'over';
  if (recovering < RECOVERING_AT_MOST_MINUTES) return 'same';
  const hour = sumRecent(recent, minute, RECOVERING_AT_MOST_MINUTES);
  if (hour.failed <= limit * hour.tried) return 'same';
  const beyondLiars = incident.calmTrimmed < NORMAL_THRESHOLD;
  return failAgain(incident, around, beyondLiars, false);
}

/**
 * Takes an open incident one minute with voices further, in place. An incident that was an outage
 * and has been `recovering` or `degraded` for a day since also becomes the new normal; otherwise
 * a service that settled slightly above its old rate would never be operational again.
 * @param evidence of the two tests
 * @param robust whether the robust test has fired
 */
export function continueIncident(
  incident: IncidentState,
  around: Surroundings,
  evidence: Evidence,
  robust: boolean,
): Turn {
  const { minute, tried, failed, normal, warm } = around;
  incident.own.tried += tried;
  incident.own.failed += failed;
  const limit = createRecoveryTest(normal.p0, normalLimit(normal, warm), normal.rho);
  incident.normal = addCalm(incident.normal, limit, tried, failed);
  const trimmed = trim(tried, failed);
  incident.calmTrimmed = addCalm(incident.calmTrimmed, limit, trimmed.tried, trimmed.failed);
  const turn =
    incident.recoveringFrom === null
      ? whileFailing(incident, around, robust)
      : whileRecovering(incident, around, incident.recoveringFrom, evidence);
  if (turn === 'over' || incident.outage) return turn;
  return minute - incident.own.from >= NEW_NORMAL_MINUTES ? 'new-normal' : turn;
}
