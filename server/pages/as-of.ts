import { html } from 'hono/html';
import type { Status } from '../../lib/protocol/status.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Key } from './language/messages.ts';
import type { PageLanguage } from './language/page-language.ts';
import type { Html } from './layout.ts';
import { splice } from './splice.ts';

/** When the page was made, in the words of a key with the placeholder `time`. */
export function asOf(language: PageLanguage, { at }: Status, key: Key): Html {
  const time = html`<time datetime="${at}">${language.time(at)}</time>`;
  return splice(language.say(key), 'time', time);
}

/** The operator's word about the count itself, where there is one. */
export function noticeOf({ say }: PageLanguage, { notice }: Status): Html {
  if (notice === undefined) return html``;
  return html`<p class="card notice" role="status">${say(`notice.${notice.code}`)}</p>`;
}

const PICTURE_MINUTES = 15;

/** @returns the version of a picture of this status: it is looked at anew every quarter of an hour */
export function pictureVersion({ at }: Status): number {
  return Math.floor(minuteOf(Date.parse(at)) / PICTURE_MINUTES);
}
