import { html } from 'hono/html';
import type { PageLanguage } from '../language/page-language.ts';
import type { Html } from '../layout.ts';

const WIDTH = 200;
const HEIGHT = 8;

/** A share between its limits, on a line from nobody to everybody. */
export function limits(
  language: PageLanguage,
  share: number,
  [low, high]: readonly [number, number],
): Html {
  const label = language.say('share.limits', {
    low: language.percent(low),
    high: language.percent(high),
  });
  const at = (part: number) => Math.round(part * WIDTH * 10) / 10;
  const between = Math.max(2, at(high) - at(low));
  return html`<svg class="limits" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="track" y="2" width="${WIDTH}" height="4" rx="2"/><rect class="between" x="${at(low)}" y="1" width="${between}" height="6"/><rect class="middle" x="${Math.max(0, at(share) - 1)}" width="2" height="${HEIGHT}"/></svg>`;
}
