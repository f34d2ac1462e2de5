import { html } from 'hono/html';
import type { Service } from '../../lib/services/schema.ts';
import { incidentId } from '../judge/incident-of.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import {
  featuresWords,
  incidentKind,
  incidentNow,
  incidentSpan,
  incidentTone,
} from './incident-words.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html } from './layout.ts';
import { officialStory } from './official-words.ts';
import { timeOf } from './time-of.ts';
import { toneMark } from './tone-mark.ts';

/** @returns the path of an incident's own page, without the language */
export function incidentPath({ service, opened }: IncidentRow): string {
  return `/s/${service}/incident/${incidentId(opened)}`;
}

function fact(name: string, minute: number | null, none: string, language: PageLanguage): Html {
  return html`<div><dt>${name}</dt><dd>${timeOf(language, minute, none)}</dd></div>`;
}

function ours(language: PageLanguage, { opened, confirmed }: IncidentRow): Html {
  const { say } = language;
  return html`<dl class="facts tight">${fact(say('incident.told'), opened, '', language)}${fact(say('incident.confirmed'), confirmed, say('incident.never'), language)}</dl>`;
}

function theirs(language: PageLanguage, { official }: IncidentRow): Html {
  const { say } = language;
  if (official === null) return html``;
  const { posted, resolved } = official;
  const named = fact(say('incident.posted'), posted, say('incident.never'), language);
  const ended =
    posted === null
      ? ''
      : fact(say('incident.resolved'), resolved, say('incident.not-yet'), language);
  return html`<dl class="facts tight">${named}${ended}</dl>`;
}

/** How an incident is introduced in a list. */
export interface ListedIncident {
  readonly incident: IncidentRow;
  readonly service: Service;
}

function item(
  language: PageLanguage,
  { incident, service }: ListedIncident,
  isNamed: boolean,
): Html {
  const { say } = language;
  const { name, vendor } = service;
  const tone = incidentTone(incident);
  const kind = incidentKind(language, incident);
  const title = isNamed ? say('incident.named', { service: name, kind }) : kind;
  const features = featuresWords(language, incident);
  const now =
    incident.ended === null
      ? ` ${say('incident.now', { state: incidentNow(language, incident) })}`
      : '';
  return html`<li class="tone-${tone}"><div class="what"><p class="state">${toneMark(tone)}<span><a href="${language.path(incidentPath(incident))}">${title}</a></span></p><p class="small">${incidentSpan(language, incident)}${now}</p>${features === '' ? '' : html`<p class="small">${features}</p>`}</div>
<div><p class="small">${say('incident.ours')}</p>${ours(language, incident)}</div>
<div><p class="small">${say('incident.theirs', { vendor })}</p>${theirs(language, incident)}<p class="small">${officialStory(language, vendor, incident)}</p></div></li>`;
}

/**
 * Incidents as links to their pages, ours beside the vendor's times, in the order given.
 * @param isNamed the list is about several services
 */
export function incidentList(
  language: PageLanguage,
  incidents: readonly ListedIncident[],
  isNamed: boolean,
  none: string,
): Html {
  if (incidents.length === 0) return html`<p class="soft">${none}</p>`;
  return html`<ul class="incidents">${incidents.map((listed) => item(language, listed, isNamed))}</ul>`;
}
