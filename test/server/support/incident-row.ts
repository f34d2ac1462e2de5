import type { IncidentRow } from '../../../server/store/incident-row.ts';
import { NOON } from './test-server.ts';

/** An outage of ChatGPT that was told at noon of the tests and lasted half an hour, changed as named. */
export function incidentRow(change: Partial<IncidentRow> = {}): IncidentRow {
  return {
    service: 'chatgpt',
    opened: NOON,
    confirmed: NOON + 1,
    since: NOON - 3,
    state: 'operational',
    worst: 'outage',
    level: 'confirmed',
    ended: NOON + 30,
    end: 'recovered',
    updated: NOON + 42,
    official: { posted: NOON + 15, exact: true, resolved: NOON + 42, title: 'Elevated errors' },
    lead: 14,
    tried: 6000,
    failed: 3500,
    peak: 0.55,
    features: [{ feature: 'history', share: 0.6 }],
    ...change,
  };
}
