import { html } from 'hono/html';
import { incidentId } from '../judge/incident-of.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { featuresWords, incidentKind, incidentNow, incidentSpan } from './incident-words.ts';
import type { Html } from './layout.ts';

/** @returns the address of an incident's own page */
export function incidentPath({ service, opened }: IncidentRow): string {
  return `/s/${service}/incident/${incidentId(opened)}`;
}

function item(incident: IncidentRow, name: string | undefined): Html {
  const kind = incidentKind(incident);
  const features = featuresWords(incident);
  const now = incident.ended === null ? ` Now: ${incidentNow(incident)}.` : '';
  return html`<li><span><a href="${incidentPath(incident)}">${name === undefined ? kind : `${name}: ${kind}`}</a>${features === '' ? '' : `, ${features}`}</span><span class="small">${incidentSpan(incident)}.${now}</span></li>`;
}

/**
 * Incidents as links to their pages, in the order given.
 * @param nameOf the service's name, where the list is about several
 */
export function incidentList(
  incidents: readonly IncidentRow[],
  nameOf: (incident: IncidentRow) => string | undefined,
  none: string,
): Html {
  if (incidents.length === 0) return html`<p class="soft">${none}</p>`;
  return html`<ul class="incidents">${incidents.map((incident) => item(incident, nameOf(incident)))}</ul>`;
}
