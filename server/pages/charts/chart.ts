import { html } from 'hono/html';
import type { Period } from '../../../lib/protocol/history.ts';
import type { PageLanguage } from '../language/page-language.ts';
import type { Html } from '../layout.ts';
import {
  barLabel,
  barPath,
  chartSummary,
  gaps,
  isGap,
  STEP,
  shareHeight,
  stateHeight,
  toneIn,
} from './bars.ts';

const HEIGHT = 160;
const LOWEST = 0.02;

/** Where lines help to read a share off. */
const LINES = [0, 0.25, 0.5, 0.75];

function bars(
  language: PageLanguage,
  periods: readonly (Period | null)[],
  heightOf: (period: Period) => number,
  timeOf: (period: Period) => string,
): readonly Html[] {
  return periods.flatMap((period, index) => {
    if (isGap(period)) return [];
    const label = barLabel(language, period, timeOf(period));
    return [
      html`<path class="bar ${toneIn(period)}" d="${barPath(index, heightOf(period), HEIGHT)}"><title>${label}</title></path>`,
    ];
  });
}

/** A day in full: a bar for each quarter-hour, its height the failing share, with a scale and the hours. */
export function dayChart(
  language: PageLanguage,
  periods: readonly (Period | null)[],
  span: string,
): Html {
  const width = periods.length * STEP;
  const lines = LINES.map((at) => html`<path class="grid" d="M0 ${at * HEIGHT}h${width}"/>`);
  const all = bars(
    language,
    periods,
    (period) => shareHeight(period, LOWEST),
    ({ start }) => language.clock(start),
  );
  return html`<div class="scale" dir="ltr"><svg class="chart" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${chartSummary(language, periods, span)}">${lines}${gaps(periods, HEIGHT)}${all}</svg><div class="marks" aria-hidden="true">${[1, 0.5, 0].map((share) => html`<span>${language.percent(share)}</span>`)}</div></div>`;
}

/** Days at a glance: a taller bar is a worse day. */
export function daysChart(
  language: PageLanguage,
  periods: readonly (Period | null)[],
  span: string,
): Html {
  const all = bars(language, periods, stateHeight, ({ start }) => language.day(start));
  return html`<svg class="chart days" viewBox="0 0 ${periods.length * STEP} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${chartSummary(language, periods, span)}">${gaps(periods, HEIGHT)}${all}</svg>`;
}
