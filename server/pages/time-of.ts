import { html } from 'hono/html';
import { msOf } from '../../lib/protocol/vocabulary.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html } from './layout.ts';

/**
 * @param minute whole minutes since the epoch
 * @param none what stands in the place of a missing time
 */
export function timeOf({ time }: PageLanguage, minute: number | null, none: string): Html {
  if (minute === null) return html`${none}`;
  return html`<time datetime="${new Date(msOf(minute)).toISOString()}">${time(minute)}</time>`;
}
