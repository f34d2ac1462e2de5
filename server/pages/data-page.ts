import { html } from 'hono/html';
import type { Status } from '../../lib/protocol/status.ts';
import type { Service } from '../../lib/services/schema.ts';
import { badgeImage } from './embed.ts';
import { type Html, layout, type Place } from './layout.ts';

/** Files for everybody, in the order in which they are told of. */
const FILES = [
  ['/v1/status.json', 'data.status'],
  ['/v1/history.json', 'data.history'],
  ['/v1/history.csv', 'data.history.csv'],
  ['/v1/incidents.csv', 'data.incidents.csv'],
  ['/v1/openapi.json', 'data.openapi'],
] as const;

function example(origin: string): string {
  return `const response = await fetch('${origin}/v1/status.json');
const { services } = await response.json();
console.log(services.chatgpt.state);`;
}

function badges({ language }: Place, services: readonly Service[], status: Status): Html {
  const { say } = language;
  return html`<div class="card scroll" role="region" aria-label="${say('data.badges.table')}" tabindex="0"><table>
<thead><tr><th scope="col">${say('data.chatbot')}</th><th scope="col">${say('data.badge')}</th><th scope="col">${say('data.address')}</th></tr></thead>
<tbody>${services.map((service) => {
    const { id, name } = service;
    const state = status.services[id]?.state ?? 'unknown';
    return html`<tr><th scope="row"><a href="${language.path(`/s/${id}`)}">${name}</a></th><td>${badgeImage(language, service, state)}</td><td><code>${language.path(`/badge/${id}.svg`)}</code></td></tr>`;
  })}</tbody>
</table></div>`;
}

/** `GET /data`: files, feed, badges, and how a program reads them. */
export function dataPage(place: Place, services: readonly Service[], status: Status): Html {
  const { language } = place;
  const { say } = language;
  return layout(
    {
      ...place,
      path: '/data',
      title: say('data.title'),
      description: say('data.tells'),
      preview: { path: '/preview.png', alt: say('site.image.all') },
    },
    html`<h1>${say('data.heading')}</h1>
<p class="prose">${say('data.tells')}</p>
<h2>${say('data.files')}</h2>
<p class="prose">${say('data.files.text')}</p>
<dl class="card facts">${FILES.map(
      ([path, key]) =>
        html`<div><dt>${say(key)}</dt><dd><a href="${path}"><code>${path}</code></a></dd></div>`,
    )}</dl>
<h2>${say('data.feed')}</h2>
<p class="prose">${say('data.feed.text')}</p>
<p><a href="${language.path('/feed.atom')}">${say('data.feed.link')}</a></p>
<h2>${say('data.example')}</h2>
<pre><code>${example(place.origin ?? '')}</code></pre>
<h2>${say('data.badges')}</h2>
<p class="prose">${say('data.badges.text')}</p>
${badges(place, services, status)}`,
  );
}
