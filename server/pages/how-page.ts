import { html } from 'hono/html';
import { type Html, layout, type Place } from './layout.ts';

const PARTS = ['seen', 'rate', 'tests', 'sure', 'official', 'not', 'private'] as const;

/** `GET /how`: what is counted, how sure it is, and what cannot be known. */
export function howPage(place: Place): Html {
  const { say } = place.language;
  return layout(
    {
      ...place,
      path: '/how',
      title: say('how.title'),
      description: say('how.tells'),
      preview: { path: '/preview.png', alt: say('site.image.all') },
    },
    html`<h1>${say('how.heading')}</h1>
<p class="prose">${say('how.tells')}</p>
${PARTS.map(
  (part) => html`<h2>${say(`how.${part}`)}</h2>
<p class="prose">${say(`how.${part}.text`)}</p>
`,
)}`,
  );
}
