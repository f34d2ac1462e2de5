import { html } from 'hono/html';
import type { History } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { minuteOf, type State } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { asOf, noticeOf, pictureVersion } from './as-of.ts';
import { isGap } from './charts/bars.ts';
import { strip } from './charts/strip.ts';
import { incidentList } from './incident-list.ts';
import { type Html, layout, type Place } from './layout.ts';
import { besideSentence, officialSentence } from './official-words.ts';
import { summaryOf } from './summary.ts';
import { TONES, toneOf } from './tone.ts';
import { toneMark } from './tone-mark.ts';
import { saidSentence, shareSentence, stateSentence } from './words.ts';

/** Incidents listed on the first page. */
const NEWEST = 5;

/** What stands first: trouble before calm before silence. */
const ORDER: readonly State[] = ['outage', 'degraded', 'recovering', 'operational', 'unknown'];

/** What the first page is made of. */
export interface HomePageSources {
  readonly status: Status;
  readonly history: History;
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
}

interface Row {
  readonly service: Service;
  readonly own: ServiceStatus;
}

function official({ language }: Place, { service, own }: Row, sources: HomePageSources): Html {
  const { incidents, status } = sources;
  const { id, vendor } = service;
  const open = incidents.find((incident) => incident.service === id && incident.ended === null);
  const now = minuteOf(Date.parse(status.at));
  const beside = besideSentence(language, vendor, own, open, now);
  return html`<div class="official"><span class="small">${language.say('home.official')}</span>${officialSentence(language, vendor, own)}${beside === '' ? '' : html`<span class="small">${beside}</span>`}</div>`;
}

function fullRow(place: Place, row: Row, sources: HomePageSources): Html {
  const { language } = place;
  const { say } = language;
  const { service, own } = row;
  const { id, name, vendor } = service;
  const tone = toneOf(own.state, own.level);
  const quarters = sources.history.services[id]?.quarters ?? [];
  const says = stateSentence(language, own.state, own.level);
  const isTrouble = own.level !== null;
  const told =
    isTrouble && own.since !== null
      ? say('says.since', { says, time: language.clock(own.since) })
      : says;
  const said = isTrouble ? saidSentence(language, own) : '';
  return html`<li class="tone-${tone}${isTrouble ? ' is-trouble' : ''}" data-testid="service-${id}" data-state="${own.state}">
<div class="who"><a class="name" href="${language.path(`/s/${id}`)}">${name}</a><span class="small">${vendor === name ? '' : vendor}</span></div>
<div class="says"><p class="state">${toneMark(tone)}<span>${told}</span></p><p class="small">${shareSentence(language, own)}${said === '' ? '' : ` ${said}`}</p></div>
<div class="day">${strip(language, quarters, say('home.day', { service: name }))}<span class="small">${say('home.hours')}</span></div>
${official(place, row, sources)}
</li>`;
}

/** A service that nobody has spoken about all day: there is nothing to draw. */
function quietRow({ language }: Place, { service, own }: Row): Html {
  const { id, name, vendor } = service;
  return html`<li class="tone-unknown" data-testid="service-${id}" data-state="${own.state}">${toneMark('unknown')}<div><a class="name" href="${language.path(`/s/${id}`)}">${name}</a><span class="small">${language.say('official.named', { word: officialSentence(language, vendor, own) })}</span></div></li>`;
}

function legend({ language: { say } }: Place): Html {
  const words = {
    operational: say('says.operational'),
    suspected: say('says.suspected'),
    degraded: say('legend.word.degraded'),
    outage: say('legend.word.outage'),
    recovering: say('legend.word.recovering'),
    unknown: say('says.unknown'),
  };
  return html`<dl class="legend">${TONES.map(
    (tone) =>
      html`<div><dt class="state tone-${tone}">${toneMark(tone)}<span>${words[tone]}</span></dt><dd>${say(`legend.${tone}`)}</dd></div>`,
  )}</dl>`;
}

/** `GET /`: every service, trouble first. */
export function homePage(
  place: Place,
  services: readonly Service[],
  sources: HomePageSources,
): Html {
  const { language } = place;
  const { say } = language;
  const { status, history, incidents } = sources;
  const byId = new Map(services.map((service) => [service.id, service]));
  const rows = services
    .flatMap((service): Row[] => {
      const own = status.services[service.id];
      return own === undefined ? [] : [{ service, own }];
    })
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.own.state) - ORDER.indexOf(b.own.state) ||
        a.service.name.localeCompare(b.service.name, language.tag),
    );
  const isQuiet = ({ service, own }: Row) =>
    own.state === 'unknown' &&
    own.tried === 0 &&
    (history.services[service.id]?.quarters ?? []).every(isGap);
  const quiet = rows.filter(isQuiet);
  const heard = rows.filter((row) => !isQuiet(row));
  const listed = incidents.flatMap((incident) => {
    const service = byId.get(incident.service);
    return service === undefined ? [] : [{ incident, service }];
  });
  const { sentence, tone } = summaryOf(language, services, status);
  return layout(
    {
      ...place,
      path: '/',
      title: say('site.title'),
      description: sentence,
      preview: {
        path: '/preview.png',
        alt: say('site.image.all'),
        version: pictureVersion(status),
      },
    },
    html`<h1>${say('site.question')}</h1>
<div class="answer tone-${tone}">${toneMark(tone)}<div><p class="says">${sentence}</p></div></div>
<p class="asof soft">${asOf(language, status, 'home.asof')}</p>
${noticeOf(language, status)}
${
  heard.length === 0
    ? ''
    : html`<h2>${say('home.services')}</h2>
<ul class="services">${heard.map((row) => fullRow(place, row, sources))}</ul>`
}
${
  quiet.length === 0
    ? ''
    : html`<h2>${say('home.unknown')}</h2>
<ul class="quiet">${quiet.map((row) => quietRow(place, row))}</ul>`
}
<h2>${say('home.incidents')}</h2>
<div class="card">${incidentList(language, listed.slice(0, NEWEST), true, say('home.incidents.none'))}</div>
<h2>${say('home.words')}</h2>
${legend(place)}`,
  );
}
