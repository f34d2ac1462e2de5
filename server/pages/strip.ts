import { html } from 'hono/html';
import type { Period } from '../../lib/protocol/history.ts';
import type { Html } from './layout.ts';
import { STATE_WORD } from './words.ts';

const BAR = 4;
const STEP = 5;
const HEIGHT = 40;
const LOWEST = 5;

/** The failing share of a period; null when nobody spoke. */
function shareIn(period: Period): number | null {
  return period.tried === 0 ? null : Math.min(1, period.failed / period.tried);
}

function bar(period: Period | null, index: number): Html {
  const x = index * STEP;
  if (period === null || period.state === 'unknown') {
    return html`<rect class="gap" x="${x}" y="${HEIGHT - 2}" width="${BAR}" height="2"/>`;
  }
  const share = shareIn(period);
  const height = LOWEST + (share ?? 0) * (HEIGHT - LOWEST);
  const label = `${period.start.slice(0, 16).replace('T', ' ')} UTC: ${STATE_WORD[period.state]}`;
  const figures = share === null ? 'nobody spoke' : `${Math.round(share * 100)} % failed`;
  return html`<g class="${period.state}"><title>${label}, ${figures}</title><rect class="bar" x="${x}" y="${(HEIGHT - height).toFixed(1)}" width="${BAR}" height="${height.toFixed(1)}" rx="1"/></g>`;
}

/** What a reader who does not see the chart is told. */
export function stripSummary(periods: readonly (Period | null)[], span: string): string {
  const known = periods.filter((period) => period !== null && period.state !== 'unknown');
  if (known.length === 0) return `${span}: not enough voices to tell.`;
  const bad = known.filter((period) => period?.state === 'outage' || period?.state === 'degraded');
  return `${span}: trouble in ${bad.length} of ${known.length} periods with enough voices.`;
}

/**
 * A bar per period: its height is the failing share, its colour the worst state, a flat line a gap.
 * @param kind `strip` beside a name, `chart` on a page of its own
 */
export function strip(
  periods: readonly (Period | null)[],
  span: string,
  kind: 'strip' | 'chart',
): Html {
  const width = periods.length * STEP - (STEP - BAR);
  return html`<svg class="${kind}" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${stripSummary(periods, span)}">${periods.map(bar)}</svg>`;
}
