import { hash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { incidentPath } from './incident-list.ts';
import { incidentKind, incidentNow, incidentSpan, worstSentence } from './incident-words.ts';
import { PLAIN_LANGUAGE } from './language/languages.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html, Place } from './layout.ts';
import { officialStory } from './official-words.ts';
import { stateSentence } from './words.ts';

const MOST_ENTRIES = 100;

/** A stable id that needs no host name: a UUID of version 8 (RFC 9562) made of a hash. */
function uuidOf(name: string): string {
  const hex = hash('sha256', `outcry-feed-v1\0${name}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A feed in another language is another feed, with entries of its own. */
function idOf({ tag }: PageLanguage, name: string): string {
  return uuidOf(tag === PLAIN_LANGUAGE.tag ? name : `${tag}\0${name}`);
}

function isoOf(minute: number): string {
  return new Date(msOf(minute)).toISOString();
}

function titleOf(language: PageLanguage, incident: IncidentRow, { name }: Service): string {
  const { ended, state, level } = incident;
  const { say, tag } = language;
  if (ended === null) {
    return say('incident.named', { service: name, kind: stateSentence(language, state, level) });
  }
  const now = incidentNow(language, incident).toLocaleLowerCase(tag);
  return say('feed.over', { service: name, kind: incidentKind(language, incident), now });
}

/** What is told of an incident. Figures that grow by the minute wait until it is over: `updated` stands for a change. */
function summaryOf(language: PageLanguage, incident: IncidentRow, service: Service): string {
  const { name, vendor } = service;
  const kind = incidentKind(language, incident);
  return language.sentences([
    language.say('incident.tells', { service: name, kind }),
    incidentSpan(language, incident),
    incident.ended === null ? '' : worstSentence(language, incident),
    incident.official === null ? '' : officialStory(language, vendor, incident),
  ]);
}

function entry({ language, origin }: Place, incident: IncidentRow, service: Service): Html {
  const { opened, updated, ended, state } = incident;
  const link = `${origin ?? ''}${language.path(incidentPath(incident))}`;
  return html`<entry>
<id>${idOf(language, `${service.id}/${opened}`)}</id>
<title>${titleOf(language, incident, service)}</title>
<updated>${isoOf(updated)}</updated>
<published>${isoOf(opened)}</published>
<link rel="alternate" type="text/html" href="${link}"/>
<category term="${ended === null ? state : 'over'}"/>
<summary>${summaryOf(language, incident, service)}</summary>
</entry>
`;
}

/**
 * `GET /feed.atom`: an entry per incident, as soon as the status tells of it, brought up to date until it is
 * over. Late reports may still take back an entry of the last minutes.
 * @param incidents newest first
 */
export function feed(
  place: Place,
  services: readonly Service[],
  incidents: readonly IncidentRow[],
): Html {
  const { language, origin } = place;
  const { say, path, tag } = language;
  const byId = new Map(services.map((service) => [service.id, service]));
  const entries = incidents
    .flatMap((incident) => {
      const service = byId.get(incident.service);
      return service === undefined ? [] : [{ incident, service }];
    })
    .slice(0, MOST_ENTRIES);
  const updated = Math.max(0, ...entries.map(({ incident }) => incident.updated));
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${tag}">
<id>${idOf(language, '')}</id>
<title>${say('feed.title')}</title>
<subtitle>${say('feed.subtitle')}</subtitle>
<updated>${isoOf(updated)}</updated>
<author><name>Outcry</name></author>
<link rel="self" type="application/atom+xml" href="${origin ?? ''}${path('/feed.atom')}"/>
<link rel="alternate" type="text/html" href="${origin ?? ''}${path('/')}"/>
${entries.map(({ incident, service }) => entry(place, incident, service))}</feed>
`;
}
