import { html } from 'hono/html';
import type { Period } from '../../lib/protocol/history.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html } from './layout.ts';
import { stateWord } from './words.ts';

/** The quarter-hours in which somebody spoke, newest first, for readers who want figures. */
export function quartersTable(language: PageLanguage, periods: readonly (Period | null)[]): Html {
  const { say, time, number } = language;
  const rows = periods.filter((period) => period !== null).toReversed();
  if (rows.length === 0) return html`<p class="soft">${say('service.table.empty')}</p>`;
  return html`<details><summary>${say('service.table')}</summary><div class="scroll" role="region" aria-label="${say('service.table')}" tabindex="0"><table>
<thead><tr><th scope="col">${say('service.table.from')}</th><th scope="col">${say('service.table.state')}</th><th scope="col">${say('service.table.voices')}</th><th scope="col">${say('service.table.failing')}</th></tr></thead>
<tbody>${rows.map((period) => html`<tr><td>${time(period.start)}</td><td>${stateWord(language, period.state)}</td><td>${number(period.tried)}</td><td>${number(period.failed)}</td></tr>`)}</tbody>
</table></div></details>`;
}
