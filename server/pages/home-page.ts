import { html } from 'hono/html';
import type { History } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { minuteOf, STATES, type State } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { incidentList } from './incident-list.ts';
import { type Html, layout } from './layout.ts';
import { besideSentence, officialSentence } from './official-words.ts';
import { stateMark } from './state-mark.ts';
import { strip } from './strip.ts';
import {
  clockWords,
  list,
  saidSentence,
  shareSentence,
  stateSentence,
  timeWords,
} from './words.ts';

/** Incidents listed on the first page. */
const NEWEST = 5;

/** What stands first: trouble before calm before silence. */
const ORDER: readonly State[] = ['outage', 'degraded', 'recovering', 'operational', 'unknown'];

const LEGEND: Readonly<Record<State, string>> = {
  operational: 'Enough voices, and no more of them fail than usual.',
  degraded:
    'More fail than usual. “Reports are rising” is the fast test, which a few liars can set off; “partly failing” is the robust one. A third failing is partly failing, not an outage.',
  outage: 'The robust test, and at least a quarter of the voices fail for certain.',
  recovering: 'The failing share has clearly fallen, but is not yet normal.',
  unknown: 'Too few voices, or none lately. Never shown as working.',
};

const LEGEND_WORD: Readonly<Record<State, string>> = {
  operational: 'Working',
  degraded: 'Reports are rising, or partly failing',
  outage: 'Outage',
  recovering: 'Recovering',
  unknown: 'Not enough voices to tell',
};

/** The first sentence of the page: who is in trouble, or how little is known. */
export function summary(services: readonly Service[], status: Status): string {
  const where = (isMeant: (own: ServiceStatus) => boolean) =>
    services
      .filter(({ id }) => {
        const own = status.services[id];
        return own !== undefined && isMeant(own);
      })
      .map(({ name }) => name);
  const isFailing = ({ state }: ServiceStatus) => state === 'outage' || state === 'degraded';
  const confirmed = where((own) => isFailing(own) && own.level === 'confirmed');
  const suspected = where((own) => isFailing(own) && own.level !== 'confirmed');
  const sentences = [
    confirmed.length === 0 ? '' : `It is not just you: trouble at ${list(confirmed)}.`,
    suspected.length === 0 ? '' : `Reports are rising at ${list(suspected)}.`,
  ].filter((sentence) => sentence !== '');
  if (sentences.length > 0) return sentences.join(' ');
  const recovering = where(({ state }) => state === 'recovering');
  if (recovering.length > 0) return `Getting better: ${list(recovering)}.`;
  const working = where(({ state }) => state === 'operational');
  if (working.length === 0) return 'Not enough voices to tell about any service.';
  return working.length === services.length
    ? 'Nothing out of the ordinary anywhere.'
    : `Nothing out of the ordinary at ${list(working)}. About the others there are not enough voices to tell.`;
}

/** What the first page is made of. */
export interface HomePageSources {
  readonly status: Status;
  readonly history: History;
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
}

function row(service: Service, own: ServiceStatus, sources: HomePageSources): Html {
  const { history, incidents, status } = sources;
  const { id, name, vendor } = service;
  const quarters = history.services[id]?.quarters ?? [];
  const open = incidents.find((incident) => incident.service === id && incident.ended === null);
  const beside = besideSentence(vendor, own, open, minuteOf(Date.parse(status.at)));
  const since = own.level === null || own.since === null ? '' : ` since ${clockWords(own.since)}`;
  const said = own.level === null ? '' : saidSentence(own);
  return html`<li data-testid="service-${id}" data-state="${own.state}">
<div class="who"><a class="name" href="/s/${id}">${name}</a><span class="vendor">${vendor === name ? '' : vendor}</span></div>
<div class="says"><span class="state ${own.state}">${stateMark(own.state)}<span>${stateSentence(own.state, own.level)}${since}</span></span><span class="small">${shareSentence(own)}${said === '' ? '' : ` ${said}`}</span></div>
<div class="day">${strip(quarters, `${name}, last 24 hours`, 'strip')}<span class="small">24 hours</span></div>
<div class="official"><span class="small">Official page</span>${officialSentence(vendor, own)}${beside === '' ? '' : html`<span class="small">${beside}</span>`}</div>
</li>`;
}

/** `GET /`: every service, trouble first. */
export function homePage(services: readonly Service[], sources: HomePageSources): Html {
  const { status, incidents } = sources;
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const rows = services.flatMap((service) => {
    const own = status.services[service.id];
    return own === undefined ? [] : [{ service, own }];
  });
  const sorted = rows.toSorted(
    (a, b) =>
      ORDER.indexOf(a.own.state) - ORDER.indexOf(b.own.state) ||
      a.service.name.localeCompare(b.service.name, 'en'),
  );
  const sentence = summary(services, status);
  return layout(
    'Outcry: is it me or is it them?',
    sentence,
    html`<h1>Is it me or is it them?</h1>
<p class="lead">${sentence}</p>
<p class="asof soft">As of <time datetime="${status.at}">${timeWords(status.at)}</time>, from the browsers of people who chose to take part. Reload for the newest.</p>
${status.notice === undefined ? '' : html`<p class="notice" role="status">${status.notice.message}</p>`}
<ul class="services">${sorted.map(({ service, own }) => row(service, own, sources))}</ul>
<h2>Newest incidents</h2>
<div class="card">${incidentList(incidents.slice(0, NEWEST), ({ service }) => names.get(service) ?? service, 'None in the last 90 days.')}</div>
<h2>What the words mean</h2>
<dl class="legend">${STATES.map(
      (state) =>
        html`<div><dt class="${state}">${stateMark(state)}<span>${LEGEND_WORD[state]}</span></dt><dd>${LEGEND[state]}</dd></div>`,
    )}</dl>`,
  );
}
