import { html } from 'hono/html';
import type { Period } from '../../../lib/protocol/history.ts';
import type { State } from '../../../lib/protocol/vocabulary.ts';
import type { PageLanguage } from '../language/page-language.ts';
import type { Html } from '../layout.ts';
import { toneOf } from '../tone.ts';
import { stateWord } from '../words.ts';

export const BAR = 4;
export const STEP = 5;

/** The failing share of a period; null when nobody spoke. */
function shareIn({ tried, failed }: Period): number | null {
  return tried === 0 ? null : Math.min(1, failed / tried);
}

/**
 * How tall the bar of a quarter-hour is, 0 to 1: its failing share.
 * @param lowest at which a bar can still be seen
 */
export function shareHeight(period: Period, lowest: number): number {
  return Math.max(lowest, shareIn(period) ?? 0);
}

const STATE_HEIGHT: Readonly<Record<State, number>> = {
  operational: 0.3,
  recovering: 0.5,
  degraded: 0.7,
  outage: 1,
  unknown: 0,
};

/** How tall the bar of a day is, 0 to 1: its worst state, so that it reads without colour. */
export function stateHeight({ state }: Period): number {
  return STATE_HEIGHT[state];
}

/** A period about which nothing is known is a gap. */
export function isGap(period: Period | null): period is null {
  return period === null || period.state === 'unknown';
}

/** @returns what one bar says, for readers who point at it */
export function barLabel(language: PageLanguage, period: Period, time: string): string {
  const share = shareIn(period);
  const state = stateWord(language, period.state);
  if (share === null) return language.say('chart.silent', { time, state });
  return language.say('chart.share', { time, state, percent: language.percent(share) });
}

/** What a reader who does not see the chart is told. */
export function chartSummary(
  { say }: PageLanguage,
  periods: readonly (Period | null)[],
  span: string,
): string {
  const known = periods.filter((period) => !isGap(period));
  if (known.length === 0) return say('chart.none', { span });
  const bad = known.filter((period) => period?.state === 'outage' || period?.state === 'degraded');
  return say('chart.trouble', { span, bad: bad.length, count: known.length });
}

/** @returns a bar that stands on the ground of a chart, as a path */
export function barPath(index: number, share: number, height: number): string {
  const tall = Math.round(share * height * 10) / 10;
  return `M${index * STEP} ${height}v-${tall}h${BAR}v${tall}z`;
}

/** @returns the ground under every run of gaps */
export function gaps(periods: readonly (Period | null)[], height: number): Html {
  const runs: string[] = [];
  periods.forEach((period, index) => {
    if (!isGap(period)) return;
    const begins = index === 0 || !isGap(periods[index - 1] ?? null);
    runs.push(begins ? `M${index * STEP} ${height - 1}h${STEP}` : `h${STEP}`);
  });
  return runs.length === 0 ? html`` : html`<path class="gap" d="${runs.join('')}"/>`;
}

/** @returns the tone that a period's bar has */
export function toneIn({ state }: Period): string {
  return `tone-${toneOf(state, 'confirmed')}`;
}
