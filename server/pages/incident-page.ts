import { html } from 'hono/html';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { lanes } from './charts/lanes.ts';
import { incidentPath } from './incident-list.ts';
import {
  featuresWords,
  incidentKind,
  incidentNow,
  incidentSpan,
  incidentTone,
  peakWords,
} from './incident-words.ts';
import type { PageLanguage } from './language/page-language.ts';
import { type Html, layout, type Place } from './layout.ts';
import { officialStory } from './official-words.ts';
import { timeOf } from './time-of.ts';
import { toneOf } from './tone.ts';
import { toneMark } from './tone-mark.ts';

function ours(language: PageLanguage, incident: IncidentRow): Html {
  const { say } = language;
  const { since, opened, confirmed, ended, end } = incident;
  const over = say(end === 'unseen' ? 'incident.last-seen' : 'incident.normal');
  return html`<section class="card"><h3>${say('incident.ours')}</h3><dl class="facts">
<div><dt>${say('incident.began')}</dt><dd>${timeOf(language, since, '')}</dd></div>
<div><dt>${say('incident.told')}</dt><dd>${timeOf(language, opened, '')}</dd></div>
<div><dt>${say('incident.confirmed')}</dt><dd>${timeOf(language, confirmed, say('incident.never'))}</dd></div>
<div><dt>${over}</dt><dd>${timeOf(language, ended, say('incident.not-yet'))}</dd></div>
</dl></section>`;
}

function theirs(
  language: PageLanguage,
  { vendor, statusPage }: Service,
  { official }: IncidentRow,
): Html {
  const { say } = language;
  const unread = say(official === null ? 'incident.unreadable' : 'incident.never');
  const posted = official?.posted ?? null;
  const unended = say(posted === null ? 'incident.nothing-to-end' : 'incident.not-yet');
  const title = official?.title ?? null;
  return html`<section class="card"><h3>${say('incident.theirs', { vendor })}</h3><dl class="facts">
<div><dt>${say('incident.posted')}</dt><dd>${timeOf(language, posted, unread)}</dd></div>
<div><dt>${say('incident.resolved')}</dt><dd>${timeOf(language, official?.resolved ?? null, unended)}</dd></div>
${title === null ? '' : html`<div><dt>${say('incident.words')}</dt><dd><q>${title}</q></dd></div>`}
<div><dt>${say('incident.read-it')}</dt><dd><a href="${statusPage}" rel="noreferrer">${say('official.link', { vendor })}</a></dd></div>
</dl></section>`;
}

function figures(language: PageLanguage, incident: IncidentRow): Html {
  const { say } = language;
  const { tried, failed } = incident;
  const features = featuresWords(language, incident);
  return html`<dl class="facts">
<div><dt>${say('incident.at-worst')}</dt><dd>${peakWords(language, incident)}</dd></div>
<div><dt>${say('incident.voices')}</dt><dd>${say('incident.voices.counted', { count: tried, failed })}</dd></div>
<div><dt>${say('incident.what')}</dt><dd>${features === '' ? say('incident.nothing-stands-out') : features}</dd></div>
</dl>`;
}

/** `GET /s/<service>/incident/<id>`: one incident, ours beside the vendor's, never mixed. */
export function incidentPage(place: Place, service: Service, incident: IncidentRow): Html {
  const { language } = place;
  const { say } = language;
  const { id, name, vendor } = service;
  const { ended, state, level, opened } = incident;
  const kind = incidentKind(language, incident);
  const span = incidentSpan(language, incident);
  const story = officialStory(language, vendor, incident);
  const tone = ended === null ? toneOf(state, level) : 'operational';
  const names = { ours: say('incident.ours'), theirs: say('incident.theirs', { vendor }) };
  const path = incidentPath(incident);
  return layout(
    {
      ...place,
      path,
      title: say('incident.title', { service: name, kind, time: language.time(opened) }),
      description: language.sentences([
        say('incident.tells', { service: name, kind }),
        span,
        story,
      ]),
      preview: {
        path: `/preview${path.slice('/s'.length)}.png`,
        alt: say('incident.named', { service: name, kind }),
        version: incident.updated,
      },
    },
    html`<p class="crumbs"><a href="${language.path(`/s/${id}`)}">${say('incident.back', { service: name })}</a></p>
<h1>${say('incident.named', { service: name, kind })}</h1>
<section class="answer tone-${tone}" data-testid="incident" data-state="${ended === null ? state : 'over'}" aria-label="${say('incident.ours')}">${toneMark(tone)}<div>
<p class="says">${incidentNow(language, incident)}</p>
<p>${span}</p>
<p>${story}</p></div></section>
<h2>${say('incident.side-by-side')}</h2>
${lanes(incident, incidentTone(incident), names)}
<div class="pair sides">${ours(language, incident)}${theirs(language, service, incident)}</div>
<h2>${say('incident.bad')}</h2>
<div class="card">${figures(language, incident)}</div>
<h2>${say('incident.found')}</h2>
<p class="prose">${say('incident.found.text', { vendor })}</p>`,
  );
}
