import { ALL } from '../../tracks/real-incidents.ts';
import { percent, short } from '../format.ts';
import type { Check } from './target.ts';

export const february: Check = ({ february: results }) => ({
  name: '3 February: alarm after minute 5, outage after minute 10, more than four changes of state',
  wanted: 'none',
  measured: results
    .map(
      (result) =>
        `${result.quiet}: ${percent(result.lateAlarms)}, ${percent(result.lateOutages)}, ${percent(result.restless)}`,
    )
    .join(' · '),
  met: results.every((result) => result.lateAlarms + result.lateOutages + result.restless === 0),
  why: 'an alarm or an outage a minute or two late, where noise covers the ramp',
});

export const series: Check = ({ series: result }) => {
  const shipped = result?.detectors.find(({ name }) => name === 'as shipped');
  if (result === null || shipped === undefined) {
    return { name: 'real series', wanted: '', measured: 'not in this run', met: null };
  }
  return {
    name: 'real crash rates: labelled peaks of 30 % noticed; outages called without a quarter failing nearby; isolated errors; falsely confirmed',
    wanted: 'all; none; none; none',
    measured: `${shipped.noticed} of ${shipped.peaks}; ${result.outagesWithoutQuarter} of ${result.outages}; ${shipped.isolated}; ${result.falselyConfirmed}`,
    met:
      shipped.noticed === shipped.peaks &&
      result.outagesWithoutQuarter + shipped.isolated + result.falselyConfirmed === 0,
  };
};

export const vendors: Check = ({ incidents }) => {
  const shipped = incidents.map(({ voices, against }) => ({
    voices,
    ours: against.filter(({ name }) => name === 'as shipped'),
  }));
  const pooled = shipped
    .filter(({ voices }) => voices >= 30)
    .flatMap(({ ours }) => ours.find(({ source }) => source === ALL)?.ahead ?? []);
  return {
    name: 'median minutes ahead of the vendors’ first posts: OpenAI and Anthropic / GitHub / Google Cloud / all',
    wanted: '25 (all, 30 voices a minute or more)',
    measured: shipped
      .map(
        ({ voices, ours }) =>
          `${voices} voices: ${ours.map(({ ahead }) => short(ahead)).join(' / ')}`,
      )
      .join(' · '),
    met: pooled.length === 0 ? null : pooled.every((ahead) => ahead >= 25),
  };
};
