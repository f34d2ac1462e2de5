import { html } from 'hono/html';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import {
  featuresWords,
  incidentKind,
  incidentNow,
  incidentSpan,
  peakWords,
} from './incident-words.ts';
import { type Html, layout } from './layout.ts';
import { officialStory } from './official-words.ts';
import { stateMark } from './state-mark.ts';
import { timeWords } from './words.ts';

function time(minute: number | null, none: string): Html {
  if (minute === null) return html`${none}`;
  return html`<time datetime="${new Date(msOf(minute)).toISOString()}">${timeWords(minute)}</time>`;
}

function ours(incident: IncidentRow): Html {
  const { since, opened, confirmed, ended, end } = incident;
  const over = end === 'unseen' ? 'Last seen' : 'Back to normal';
  return html`<section class="card"><h2>Our count</h2><dl class="facts">
<div><dt>Began, by our estimate</dt><dd>${time(since, '')}</dd></div>
<div><dt>First told</dt><dd>${time(opened, '')}</dd></div>
<div><dt>Told as confirmed</dt><dd>${time(confirmed, 'never')}</dd></div>
<div><dt>${over}</dt><dd>${time(ended, 'not yet')}</dd></div>
</dl></section>`;
}

function theirs(service: Service, { official }: IncidentRow): Html {
  const unread = official === null ? 'could not be read' : 'never';
  const title = official?.title ?? null;
  return html`<section class="card"><h2>${service.vendor}’s page</h2><dl class="facts">
<div><dt>First named trouble</dt><dd>${time(official?.posted ?? null, unread)}</dd></div>
<div><dt>Said that all is fine again</dt><dd>${time(official?.resolved ?? null, official?.posted == null ? 'nothing to end' : 'not yet')}</dd></div>
${title === null ? '' : html`<div><dt>Their words</dt><dd><q>${title}</q></dd></div>`}
<div><dt>Read it yourself</dt><dd><a href="${service.statusPage}" rel="noreferrer">${service.vendor}’s status page</a></dd></div>
</dl></section>`;
}

function figures(incident: IncidentRow): Html {
  const { tried, failed } = incident;
  const features = featuresWords(incident);
  return html`<dl class="facts">
<div><dt>Failing at the worst</dt><dd>${peakWords(incident)}</dd></div>
<div><dt>Voices</dt><dd>${tried.toLocaleString('en')}, of which ${failed.toLocaleString('en')} failing</dd></div>
<div><dt>What failed</dt><dd>${features === '' ? 'nothing stands out from what usually fails' : features}</dd></div>
</dl>`;
}

/** `GET /s/<service>/incident/<id>`: one incident, ours beside the vendor's, never mixed. */
export function incidentPage(service: Service, incident: IncidentRow): Html {
  const kind = incidentKind(incident);
  const span = incidentSpan(incident);
  const mark = incident.ended === null ? incident.state : 'operational';
  return layout(
    `${service.name}: ${kind.toLowerCase()} ${timeWords(incident.opened)} · Outcry`,
    `${service.name}: ${kind}, ${span}. ${officialStory(service.vendor, incident)}`,
    html`<h1>${service.name}: ${kind.toLowerCase()}</h1>
<p class="lead">${span.charAt(0).toUpperCase()}${span.slice(1)}.</p>
<p class="asof soft"><a href="/s/${service.id}">${service.name} now</a></p>
<section class="card" data-testid="incident" data-state="${incident.ended === null ? incident.state : 'over'}">
<p class="state verdict ${mark}">${stateMark(mark)}<span>${incidentNow(incident)}</span></p>
<p class="lead">${officialStory(service.vendor, incident)}</p>
</section>
<h2>Side by side</h2>
<div class="pair">${ours(incident)}${theirs(service, incident)}</div>
<h2>How bad it was</h2>
<div class="card">${figures(incident)}</div>
<h2>How this was found</h2>
<p class="prose">Browsers of people who chose to take part say, minute by minute, whether the service worked for them. Two tests compare the failing share with what is normal for this service: a fast one raises a suspicion, a robust one confirms, after setting aside as many failing voices as may be lies. The beginning is the likeliest minute in hindsight; “first told” is when this page and the status file first said so, and only “told as confirmed” is compared with ${service.vendor}’s own time. The share is a lower limit: 95 % sure, voices that fail in bunches counted as fewer. An incident that comes back within 15 minutes is the same one.</p>`,
  );
}
