import { html } from 'hono/html';
import { type Html, layout, type Place } from './layout.ts';

/** What people see where there is nothing. */
export function missingPage(place: Place): Html {
  const { language } = place;
  const { say } = language;
  const text = say('missing.text');
  return layout(
    { ...place, path: null, title: say('missing.title'), description: text, preview: null },
    html`<h1>${say('missing.heading')}</h1>
<p class="prose">${text}</p>
<p><a href="${language.path('/')}">${say('missing.home')}</a></p>`,
  );
}
