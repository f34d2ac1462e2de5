import { html } from 'hono/html';
import type { State } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import { badgeWidth } from './badge.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html, Place } from './layout.ts';
import { stateWord } from './words.ts';

/** The badge as it looks now. */
export function badgeImage(language: PageLanguage, { id, name }: Service, state: State): Html {
  const word = stateWord(language, state);
  const address = language.path(`/badge/${id}.svg`);
  return html`<img src="${address}" alt="${name}: ${word}" width="${badgeWidth(name, word)}" height="20" loading="lazy">`;
}

/** The badge as it looks now, and the lines that put it on another page. */
export function embedLines(place: Place, service: Service, state: State): Html {
  const { language } = place;
  const { say } = language;
  const { id, name } = service;
  const base = place.origin ?? '';
  const badge = language.path(`/badge/${id}.svg`);
  const page = `${base}${language.path(`/s/${id}`)}`;
  const alt = say('service.question', { service: name });
  const forHtml = `<a href="${page}"><img src="${base}${badge}" alt="${alt}" height="20"></a>`;
  const forMarkdown = `[![${alt}](${base}${badge})](${page})`;
  return html`<p>${badgeImage(language, service, state)}</p>
<p class="small">${say('data.html')}</p><pre><code>${forHtml}</code></pre>
<p class="small">${say('data.markdown')}</p><pre><code>${forMarkdown}</code></pre>`;
}
