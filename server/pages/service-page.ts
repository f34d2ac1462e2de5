import { html } from 'hono/html';
import type { ServiceHistory } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { asOf, noticeOf, pictureVersion } from './as-of.ts';
import { chartSummary } from './charts/bars.ts';
import { dayChart, daysChart } from './charts/chart.ts';
import { limits } from './charts/limits.ts';
import { embedLines } from './embed.ts';
import { incidentList } from './incident-list.ts';
import type { PageLanguage } from './language/page-language.ts';
import { type Html, layout, type Place } from './layout.ts';
import { besideSentence, officialSentence } from './official-words.ts';
import { clicksOf, countedList, signalsOf } from './service-counts.ts';
import { quartersTable } from './service-table.ts';
import { toneOf } from './tone.ts';
import { toneMark } from './tone-mark.ts';
import { saidSentence, shareSentence, stateSentence, stateWord } from './words.ts';

/** More are in the history file and keep their pages. */
const MOST_INCIDENTS = 30;

/** Every so many quarter-hours the chart of a day has a time below it. */
const QUARTERS_BETWEEN_TIMES = 24;

/** What a service's page is made of. */
export interface ServicePageSources {
  readonly status: Status;
  readonly own: ServiceStatus;
  readonly history: ServiceHistory;
  /** When the first quarter-hour of the history begins, in minutes since the epoch. */
  readonly firstQuarter: number;
  /** This service's incidents, newest first. */
  readonly incidents: readonly IncidentRow[];
  /** The vendor's title of its open incident. */
  readonly title: string | null;
  /** Names of services that began to fail at the same time, where no more than that is known. */
  readonly coincident: readonly string[];
}

function sharedSentence(
  { say, list }: PageLanguage,
  { shared }: ServiceStatus,
  coincident: readonly string[],
): string {
  if (shared !== undefined && shared.length > 0) return say('service.shared');
  return coincident.length === 0 ? '' : say('service.coincident', { services: list(coincident) });
}

function answer(language: PageLanguage, service: Service, sources: ServicePageSources): Html {
  const { say } = language;
  const { own, coincident } = sources;
  const tone = toneOf(own.state, own.level);
  const since =
    own.since === null || own.state === 'unknown'
      ? ''
      : say('share.since', { time: language.time(own.since) });
  const more = [saidSentence(language, own), sharedSentence(language, own, coincident)];
  const sure = own.share === null ? '' : limits(language, own.failed / own.tried, own.share);
  return html`<section class="answer tone-${tone}" data-testid="service-${service.id}" data-state="${own.state}" aria-label="${say('service.ours')}">${toneMark(tone)}<div>
<p class="says">${stateSentence(language, own.state, own.level)}</p>
<p>${language.sentences([shareSentence(language, own), since])}</p>${sure}
${more.filter((sentence) => sentence !== '').map((sentence) => html`<p>${sentence}</p>`)}</div></section>`;
}

function official(language: PageLanguage, service: Service, sources: ServicePageSources): Html {
  const { say } = language;
  const { own, incidents, status, title } = sources;
  const { id, vendor } = service;
  const open = incidents.find(({ ended }) => ended === null);
  const beside = besideSentence(language, vendor, own, open, minuteOf(Date.parse(status.at)));
  const tone = toneOf(own.official.state, 'confirmed');
  return html`<section class="card" data-testid="official-${id}" data-state="${own.official.state}"><h2>${say('service.theirs', { vendor })}</h2>
<p class="state tone-${tone}">${toneMark(tone)}<span>${officialSentence(language, vendor, own)}</span></p>
${title === null ? '' : html`<p>${say('official.words')} <q>${title}</q></p>`}
${beside === '' ? '' : html`<p>${beside}</p>`}
<p class="soft">${say('official.beside')} <a href="${own.official.url}" rel="noreferrer">${say('official.link', { vendor })}</a></p></section>`;
}

function day(language: PageLanguage, { history, firstQuarter }: ServicePageSources): Html {
  const { say } = language;
  const { quarters } = history;
  const times = [0, 1, 2, 3].map((step) =>
    language.shortClock(firstQuarter + step * QUARTERS_BETWEEN_TIMES * 15),
  );
  return html`<div class="card">${dayChart(language, quarters, say('service.day'))}<div class="axis" dir="ltr" aria-hidden="true">${times.map((time) => html`<span>${time}</span>`)}<span>${say('service.now')}</span></div>
<p class="soft">${language.sentences([chartSummary(language, quarters, say('service.quarters')), say('service.height')])}</p>
${quartersTable(language, quarters)}</div>`;
}

function days(language: PageLanguage, { history }: ServicePageSources): Html {
  const { say } = language;
  return html`<div class="card">${daysChart(language, history.days, say('service.days'))}<div class="axis" dir="ltr" aria-hidden="true"><span>${say('service.days.ago')}</span><span>${say('service.today')}</span></div>
<p class="soft">${language.sentences([chartSummary(language, history.days, say('service.days.unit')), say('service.days.height')])}</p></div>`;
}

/** `GET /s/<service>`: one service in full. */
export function servicePage(place: Place, service: Service, sources: ServicePageSources): Html {
  const { language } = place;
  const { say } = language;
  const { id, name } = service;
  const { status, own, incidents } = sources;
  const state = stateWord(language, own.state);
  const says = stateSentence(language, own.state, own.level);
  const listed = incidents.slice(0, MOST_INCIDENTS).map((incident) => ({ incident, service }));
  return layout(
    {
      ...place,
      path: `/s/${id}`,
      title: say('service.title', { service: name, state }),
      description: say('service.tells', {
        service: name,
        says,
        share: shareSentence(language, own),
      }),
      preview: {
        path: `/preview/${id}.png`,
        alt: say('site.image', { service: name, state }),
        version: pictureVersion(status),
      },
    },
    html`<p class="crumbs"><a href="${language.path('/')}">${say('service.all')}</a></p>
<h1>${say('service.question', { service: name })}</h1>
${answer(language, service, sources)}
<p class="asof soft">${asOf(language, status, 'service.asof')}</p>
${noticeOf(language, status)}
<div class="pair">${official(language, service, sources)}
<section class="card"><h2>${say('service.met')}</h2><p class="small">${say('service.window')}</p>${countedList(language, signalsOf(language, own), say('service.met.none'))}</section>
<section class="card"><h2>${say('service.said')}</h2><p class="small">${say('service.window')}</p>${countedList(language, clicksOf(language, own), say('service.said.none'))}<p class="small">${say('service.said.rule')}</p></section></div>
<h2>${say('service.day')} (UTC)</h2>
${day(language, sources)}
<h2>${say('service.days')}</h2>
${days(language, sources)}
<h2>${say('service.incidents')}</h2>
<div class="card">${incidentList(language, listed, false, say('service.incidents.none'))}</div>
<h2>${say('service.badge')}</h2>
<div class="card">${embedLines(place, service, own.state)}</div>`,
  );
}
