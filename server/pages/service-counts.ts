import { html } from 'hono/html';
import type { ServiceStatus } from '../../lib/protocol/status.ts';
import { FEATURES, SIGNALS } from '../../lib/protocol/vocabulary.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html } from './layout.ts';
import { featureWord, signalWord } from './words.ts';

/** Things by name, with how often they came. */
export type Counted = readonly (readonly [name: string, count: number])[];

/** What failing browsers met in the last ten minutes. */
export function signalsOf(language: PageLanguage, { signals }: ServiceStatus): Counted {
  return SIGNALS.flatMap((signal) => {
    const count = signals[signal];
    return count === undefined ? [] : [[signalWord(language, signal), count] as const];
  });
}

/** What people said with one click in the last ten minutes. */
export function clicksOf(language: PageLanguage, { said }: ServiceStatus): Counted {
  return FEATURES.flatMap((feature) => {
    const count = said[feature];
    return count === undefined ? [] : [[featureWord(language, feature), count] as const];
  });
}

/** The most frequent first. */
export function countedList(language: PageLanguage, entries: Counted, none: string): Html {
  if (entries.length === 0) return html`<p class="soft">${none}</p>`;
  const sorted = entries.toSorted(([, a], [, b]) => b - a);
  return html`<ul class="list">${sorted.map(([name, count]) => html`<li><span>${name}</span><strong>${language.number(count)}</strong></li>`)}</ul>`;
}
