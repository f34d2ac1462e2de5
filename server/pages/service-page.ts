import { html } from 'hono/html';
import type { Period, ServiceHistory } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { FEATURES, SIGNALS } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import { type Html, layout } from './layout.ts';
import { stateMark } from './state-mark.ts';
import { strip, stripSummary } from './strip.ts';
import {
  featureWord,
  officialSentence,
  STATE_WORD,
  shareSentence,
  signalWord,
  stateSentence,
  timeWords,
} from './words.ts';

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

/** `GET /s/<service>`: one service in full. */
export function servicePage(
  service: Service,
  status: Status,
  own: ServiceStatus,
  history: ServiceHistory,
): Html {
  const sentence = stateSentence(own.state, own.level);
  return layout(
    `${service.name}: ${STATE_WORD[own.state]} · Outcry`,
    `${service.name}: ${sentence}. ${shareSentence(own)}`,
    html`<h1>Is ${service.name} down?</h1>
<p class="asof soft">As of <time datetime="${status.at}">${timeWords(status.at)}</time>. <a href="/">All services</a></p>
${status.notice === undefined ? '' : html`<p class="notice" role="status">${status.notice.message}</p>`}
<section class="card" data-testid="service-${service.id}" data-state="${own.state}">
<p class="state verdict ${own.state}">${stateMark(own.state)}<span>${sentence}</span></p>
<p class="lead">${shareSentence(own)}${sinceSentence(own)}</p>
<p class="soft">Official page: ${officialSentence(service.vendor, own)} (<a href="${own.official.url}" rel="noreferrer">${service.vendor}’s status page</a>). It and the count are never mixed.</p>
</section>
<h2>Last 24 hours</h2>
<div class="card">${strip(history.quarters, 'Last 24 hours', 'chart')}<div class="axis" aria-hidden="true"><span>24 hours ago</span><span>now</span></div>
<p class="soft">${stripSummary(history.quarters, 'Quarter-hours')} The height is the failing share.</p>
${table(history.quarters)}</div>
<h2>Last 90 days</h2>
<div class="card">${strip(history.days, 'Last 90 days', 'strip')}<div class="axis" aria-hidden="true"><span>90 days ago</span><span>today</span></div>
<p class="soft">${stripSummary(history.days, 'Days')}</p></div>
<h2>In the last 10 minutes</h2>
<div class="pair">
<section class="card"><h2>What browsers met</h2>${countedList(signalsOf(own), 'No failure.')}</section>
<section class="card"><h2>What people said with one click</h2>${countedList(saidOf(own), 'Nothing.')}<p class="small">Shown, but never counted toward the state.</p></section>
</div>
<h2>Badge</h2>
<p><img src="/badge/${service.id}.svg" alt="${service.name}: ${STATE_WORD[own.state]}" height="20"> <code>/badge/${service.id}.svg</code></p>`,
  );
}
