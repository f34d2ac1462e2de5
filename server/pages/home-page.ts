import { html } from 'hono/html';
import type { History } from '../../lib/protocol/history.ts';
import type { ServiceStatus, Status } from '../../lib/protocol/status.ts';
import { STATES, type State } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import { type Html, layout } from './layout.ts';
import { stateMark } from './state-mark.ts';
import { strip } from './strip.ts';
import { officialSentence, shareSentence, stateSentence, timeWords } from './words.ts';

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

function names(list: readonly string[]): string {
  return new Intl.ListFormat('en').format(list);
}

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
    confirmed.length === 0 ? '' : `It is not just you: trouble at ${names(confirmed)}.`,
    suspected.length === 0 ? '' : `Reports are rising at ${names(suspected)}.`,
  ].filter((sentence) => sentence !== '');
  if (sentences.length > 0) return sentences.join(' ');
  const recovering = where(({ state }) => state === 'recovering');
  if (recovering.length > 0) return `Getting better: ${names(recovering)}.`;
  const working = where(({ state }) => state === 'operational');
  if (working.length === 0) return 'Not enough voices to tell about any service.';
  return working.length === services.length
    ? 'Nothing out of the ordinary anywhere.'
    : `Nothing out of the ordinary at ${names(working)}. About the others there are not enough voices to tell.`;
}

function row(service: Service, status: ServiceStatus, history: History): Html {
  const quarters = history.services[service.id]?.quarters ?? [];
  const vendor = service.vendor === service.name ? '' : service.vendor;
  return html`<li data-testid="service-${service.id}" data-state="${status.state}">
<div class="who"><a class="name" href="/s/${service.id}">${service.name}</a><span class="vendor">${vendor}</span></div>
<div class="says"><span class="state ${status.state}">${stateMark(status.state)}<span>${stateSentence(status.state, status.level)}</span></span><span class="small">${shareSentence(status)}</span></div>
<div class="day">${strip(quarters, `${service.name}, last 24 hours`, 'strip')}<span class="small">24 hours</span></div>
<div class="official"><span class="small">Official page</span>${officialSentence(service.vendor, status)}</div>
</li>`;
}

/** `GET /`: every service, trouble first. */
export function homePage(services: readonly Service[], status: Status, history: History): Html {
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
<ul class="services">${sorted.map(({ service, own }) => row(service, own, history))}</ul>
<h2>What the words mean</h2>
<dl class="legend">${STATES.map(
      (state) =>
        html`<div><dt class="${state}">${stateMark(state)}<span>${LEGEND_WORD[state]}</span></dt><dd>${LEGEND[state]}</dd></div>`,
    )}</dl>`,
  );
}
