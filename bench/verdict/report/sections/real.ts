import { SCORES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { percent, short, table } from '../format.ts';

/** Against vendors' first posts. */
export function vendorSection({ incidents }: Measured): string {
  const wanted = [
    'as shipped',
    'as shipped, confirmed',
    ...SCORES.filter(({ owner }) => owner === 'peer' || owner === 'ablation').map(
      ({ name }) => name,
    ),
  ];
  const [first] = incidents;
  const sources = [...new Set(first?.against.map(({ source }) => source) ?? [])];
  const rows = wanted.map((name) => [
    name === 'as shipped'
      ? 'Outcry as shipped, suspected or better'
      : name.replace('as shipped', 'Outcry as shipped'),
    ...incidents.flatMap(({ against }) =>
      sources.map((source) => {
        const result = against.find((one) => one.name === name && one.source === source);
        return `${short(result?.ahead)} (${percent(result?.sooner)})`;
      }),
    ),
  ]);
  const head = incidents.flatMap(({ voices }) => sources.map((source) => `${voices}: ${source}`));
  return table(['detector', ...head], rows);
}

/** The labelled crash rates. */
export function seriesSection({ series }: Measured): string {
  if (series === null) return 'Not in this run.';
  const rows = series.detectors
    .filter(({ name }) => !name.startsWith('oracle'))
    .map((result) => [
      result.name === 'as shipped' ? 'Outcry as shipped' : result.name,
      `${result.noticed} of ${result.peaks}`,
      short((30 * result.unlabelled) / result.days),
      short((30 * result.false) / result.days),
      String(result.isolated),
    ]);
  return table(
    [
      'detector',
      'labelled peaks ≥ 30 % noticed',
      'alarms outside labels, per 30 days',
      'of these with under 5 % failing',
      'isolated errors that alarmed',
    ],
    rows,
  );
}
