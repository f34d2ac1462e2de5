import { hash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { incidentPath } from './incident-list.ts';
import { incidentKind, incidentNow, incidentSpan, worstSentence } from './incident-words.ts';
import type { Html } from './layout.ts';
import { officialStory } from './official-words.ts';
import { stateSentence } from './words.ts';

const MOST_ENTRIES = 100;

/** A stable id that needs no host name: a UUID of version 8 (RFC 9562) made of a hash. */
function uuidOf(name: string): string {
  const hex = hash('sha256', `outcry-feed-v1\0${name}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function isoOf(minute: number): string {
  return new Date(msOf(minute)).toISOString();
}

function titleOf(incident: IncidentRow): string {
  const { ended, state, level } = incident;
  if (ended === null) return stateSentence(state, level);
  return `${incidentKind(incident)}: ${incidentNow(incident).toLowerCase()}`;
}

/** What is told of an incident. Figures that grow by the minute wait until it is over: `updated` stands for a change. */
function summaryOf(incident: IncidentRow, vendor: string): string {
  const span = `${incidentKind(incident)}, ${incidentSpan(incident)}.`;
  const official = incident.official === null ? '' : ` ${officialStory(vendor, incident)}`;
  if (incident.ended === null) return span + official;
  return `${span} ${worstSentence(incident)}${official}`;
}

function entry(incident: IncidentRow, { name, vendor }: Service): Html {
  const { service, opened, updated, ended, state } = incident;
  return html`<entry>
<id>${uuidOf(`${service}/${opened}`)}</id>
<title>${name}: ${titleOf(incident)}</title>
<updated>${isoOf(updated)}</updated>
<published>${isoOf(opened)}</published>
<link rel="alternate" type="text/html" href="${incidentPath(incident)}"/>
<category term="${ended === null ? state : 'over'}"/>
<summary>${name}: ${summaryOf(incident, vendor)}</summary>
</entry>
`;
}

/**
 * `GET /feed.atom`: an entry per incident, as soon as the status tells of it, brought up to date until it is
 * over. Late reports may still take back an entry of the last minutes.
 * @param incidents newest first
 */
export function feed(services: readonly Service[], incidents: readonly IncidentRow[]): Html {
  const byId = new Map(services.map((service) => [service.id, service]));
  const entries = incidents
    .flatMap((incident) => {
      const service = byId.get(incident.service);
      return service === undefined ? [] : [{ incident, service }];
    })
    .slice(0, MOST_ENTRIES);
  const updated = Math.max(0, ...entries.map(({ incident }) => incident.updated));
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${uuidOf('')}</id>
<title>Outcry: incidents</title>
<subtitle>When AI chatbots fail and recover, by the count of anonymous voices</subtitle>
<updated>${isoOf(updated)}</updated>
<author><name>Outcry</name></author>
<link rel="self" type="application/atom+xml" href="/feed.atom"/>
<link rel="alternate" type="text/html" href="/"/>
${entries.map(({ incident, service }) => entry(incident, service))}</feed>
`;
}
