import { html } from 'hono/html';
import type { Period } from '../../../lib/protocol/history.ts';
import type { PageLanguage } from '../language/page-language.ts';
import type { Html } from '../layout.ts';
import { barPath, chartSummary, gaps, isGap, STEP, shareHeight, toneIn } from './bars.ts';

const HEIGHT = 40;
const LOWEST = 0.1;

/**
 * A day at a glance: a bar for each quarter-hour, its height the failing share, its colour the worst state.
 * Bars of one colour are one path, so that many strips stay a light page.
 */
export function strip(
  language: PageLanguage,
  periods: readonly (Period | null)[],
  span: string,
): Html {
  const paths = new Map<string, string>();
  periods.forEach((period, index) => {
    if (isGap(period)) return;
    const tone = toneIn(period);
    paths.set(
      tone,
      `${paths.get(tone) ?? ''}${barPath(index, shareHeight(period, LOWEST), HEIGHT)}`,
    );
  });
  const bars = [...paths].map(([tone, path]) => html`<path class="bar ${tone}" d="${path}"/>`);
  return html`<svg class="strip" viewBox="0 0 ${periods.length * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${chartSummary(language, periods, span)}">${gaps(periods, HEIGHT)}${bars}</svg>`;
}
