import type { Incident } from '../../lib/protocol/history.ts';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { IncidentRow } from '../store/incident-row.ts';

function isoOf(minute: number): string {
  return new Date(msOf(minute)).toISOString();
}

function maybeIsoOf(minute: number | null): string | null {
  return minute === null ? null : isoOf(minute);
}

/** @returns what names an incident in an address: the minute in which it was first told, as `2026-02-03-1931` */
export function incidentId(opened: number): string {
  const iso = isoOf(opened);
  return `${iso.slice(0, 10)}-${iso.slice(11, 13)}${iso.slice(14, 16)}`;
}

/** @returns an incident as it goes over the wire */
export function incidentOf(row: IncidentRow): Incident {
  const { service, state, worst, level, tried, failed, peak, features, end, lead, official } = row;
  return {
    id: incidentId(row.opened),
    service,
    opened: isoOf(row.opened),
    confirmed: maybeIsoOf(row.confirmed),
    since: isoOf(row.since),
    ended: maybeIsoOf(row.ended),
    end,
    state,
    worst,
    level,
    tried,
    failed,
    peak,
    features: features.map(({ feature, share }) => ({
      feature,
      share: Math.round(share * 100) / 100,
    })),
    official:
      official === null
        ? null
        : {
            posted: maybeIsoOf(official.posted),
            resolved: maybeIsoOf(official.resolved),
            title: official.title,
          },
    lead,
  };
}
