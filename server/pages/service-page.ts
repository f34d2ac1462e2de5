import { html } from 'hono/html';
import type { Period, ServiceHistory } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { FEATURES, minuteOf, SIGNALS } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import { incidentList } from './incident-list.ts';
import { type Html, layout } from './layout.ts';
import { besideSentence, officialSentence } from './official-words.ts';
import { stateMark } from './state-mark.ts';
import { strip, stripSummary } from './strip.ts';
import {
  featureWord,
  list,
  STATE_WORD,
  saidSentence,
  shareSentence,
  signalWord,
  stateSentence,
  timeWords,
} from './words.ts';

/** More are in the history file and keep their pages. */
const MOST_INCIDENTS = 30;

const SAID_RULE =
  'Counted apart: together with failing voices clicks can raise a suspicion sooner, alone they raise none, and they never confirm.';

type Counted = readonly (readonly [name: string, count: number])[];

function countedList(entries: Counted, none: string): Html {
  if (entries.length === 0) return html`<p class="soft">${none}</p>`;
  const sorted = entries.toSorted(([, a], [, b]) => b - a);
  return html`<ul class="list">${sorted.map(([name, count]) => html`<li><span>${name}</span><strong>${count}</strong></li>`)}</ul>`;
}

function signalsOf({ signals }: ServiceStatus): Counted {
  return SIGNALS.flatMap((signal) => {
    const count = signals[signal];
    return count === undefined ? [] : [[signalWord(signal), count] as const];
  });
}

function saidOf({ said }: ServiceStatus): Counted {
  return FEATURES.flatMap((feature) => {
    const count = said[feature];
    return count === undefined ? [] : [[featureWord(feature), count] as const];
  });
}

function table(periods: readonly (Period | null)[]): Html {
  const rows = periods.filter((period) => period !== null).toReversed();
  if (rows.length === 0) return html`<p class="soft">Nobody has spoken yet.</p>`;
  return html`<details><summary>The last 24 hours as a table</summary><table>
<thead><tr><th scope="col">From (UTC)</th><th scope="col">Worst state</th><th scope="col">Voices</th><th scope="col">Failing</th></tr></thead>
<tbody>${rows.map((period) => html`<tr><td>${timeWords(period.start)}</td><td>${STATE_WORD[period.state]}</td><td>${period.tried}</td><td>${period.failed}</td></tr>`)}</tbody>
</table></details>`;
}

function sinceSentence({ state, since }: ServiceStatus): string {
  return since === null || state === 'unknown' ? '' : ` Since ${timeWords(since)}.`;
}

/** What a service's page is made of. */
export interface ServicePageSources {
  readonly status: Status;
  readonly own: ServiceStatus;
  readonly history: ServiceHistory;
  /** This service's incidents, newest first. */
  readonly incidents: readonly IncidentRow[];
  /** The vendor's title of its open incident. */
  readonly title: string | null;
  /** Names of services that began to fail at the same time, where no more than that is known. */
  readonly coincident: readonly string[];
}

function sharedSentence({ shared }: ServiceStatus, coincident: readonly string[]): string {
  if (shared !== undefined && shared.length > 0) {
    return 'Several services fail together for the same browsers: probably a network or provider that they share.';
  }
  return coincident.length === 0
    ? ''
    : `Possibly a shared cause: ${list(coincident)} began to fail at about the same time.`;
}

function official(service: Service, sources: ServicePageSources): Html {
  const { own, incidents, status, title } = sources;
  const open = incidents.find(({ ended }) => ended === null);
  const beside = besideSentence(service.vendor, own, open, minuteOf(Date.parse(status.at)));
  return html`<section class="card" data-testid="official-${service.id}" data-state="${own.official.state}"><h2>${service.vendor}’s own page</h2>
<p class="state ${own.official.state}">${stateMark(own.official.state)}<span>${officialSentence(service.vendor, own)}</span></p>
${title === null ? '' : html`<p>In their words: <q>${title}</q></p>`}
${beside === '' ? '' : html`<p>${beside}</p>`}
<p class="soft"><a href="${own.official.url}" rel="noreferrer">${service.vendor}’s status page</a>. It stands beside the count and never moves it.</p></section>`;
}

/** `GET /s/<service>`: one service in full. */
export function servicePage(service: Service, sources: ServicePageSources): Html {
  const { status, own, history, incidents, coincident } = sources;
  const sentence = stateSentence(own.state, own.level);
  const shared = sharedSentence(own, coincident);
  const said = saidSentence(own);
  return layout(
    `${service.name}: ${STATE_WORD[own.state]} · Outcry`,
    `${service.name}: ${sentence}. ${shareSentence(own)}`,
    html`<h1>Is ${service.name} down?</h1>
<p class="asof soft">As of <time datetime="${status.at}">${timeWords(status.at)}</time>. <a href="/">All services</a></p>
${status.notice === undefined ? '' : html`<p class="notice" role="status">${status.notice.message}</p>`}
<div class="pair">
<section class="card" data-testid="service-${service.id}" data-state="${own.state}"><h2>Our count</h2>
<p class="state verdict ${own.state}">${stateMark(own.state)}<span>${sentence}</span></p>
<p class="lead">${shareSentence(own)}${sinceSentence(own)}</p>
${said === '' ? '' : html`<p>${said}</p>`}${shared === '' ? '' : html`<p>${shared}</p>`}
</section>
${official(service, sources)}
</div>
<h2>Last 24 hours</h2>
<div class="card">${strip(history.quarters, 'Last 24 hours', 'chart')}<div class="axis" aria-hidden="true"><span>24 hours ago</span><span>now</span></div>
<p class="soft">${stripSummary(history.quarters, 'Quarter-hours')} The height is the failing share.</p>
${table(history.quarters)}</div>
<h2>Last 90 days</h2>
<div class="card">${strip(history.days, 'Last 90 days', 'strip')}<div class="axis" aria-hidden="true"><span>90 days ago</span><span>today</span></div>
<p class="soft">${stripSummary(history.days, 'Days')}</p></div>
<h2>Incidents of the last 90 days</h2>
<div class="card">${incidentList(incidents.slice(0, MOST_INCIDENTS), () => undefined, 'None.')}</div>
<h2>In the last 10 minutes</h2>
<div class="pair">
<section class="card"><h2>What browsers met</h2>${countedList(signalsOf(own), 'No failure.')}</section>
<section class="card"><h2>What people said with one click</h2>${countedList(saidOf(own), 'Nothing.')}<p class="small">${SAID_RULE}</p></section>
</div>
<h2>Badge</h2>
<p><img src="/badge/${service.id}.svg" alt="${service.name}: ${STATE_WORD[own.state]}" height="20"> <code>/badge/${service.id}.svg</code></p>`,
  );
}
