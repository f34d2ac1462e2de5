import { OURS_FAST, OURS_ROBUST, SCORES, SHARES } from '../detectors/all-detectors.ts';
import type { Measured } from '../run/measure.ts';
import { QUIETS } from '../sim/crowd.ts';
import { BROKEN, FAKES } from '../tracks/attacks.ts';
import { type CellResult, RATES } from '../tracks/simulated.ts';
import { delay, percent, ratio, short, table } from './format.ts';
import { bestPeer, cellOf, matchedAt, oracleAt, ratioToOracle, shippedAt } from './lookup.ts';
import { targetsOf } from './targets.ts';

const MAIN_VOICES = [3, 30, 300] as const;

function isIn<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** Targets, met or not. */
export function targetSection(measured: Measured): string {
  const sign = (met: boolean | null) => (met === null ? '?' : met ? 'met' : '**not met**');
  return table(
    ['what', 'wanted', 'measured', ''],
    targetsOf(measured).map((row) => [row.name, row.wanted, row.measured, sign(row.met)]),
  );
}

/** The fold as it ships: false alarms. */
export function shippedQuietSection({ cells }: Measured): string {
  return table(
    [
      'voices a minute',
      'quiet',
      'minutes lost',
      'service-years',
      'alarms a year',
      'confirmed a year',
      'outages',
      '`operational`',
    ],
    cells.map(({ voices, quiet, missing, years, shippedQuiet }) => [
      String(voices),
      quiet,
      percent(missing),
      short(years),
      short(shippedQuiet.alarms / years),
      short(shippedQuiet.confirmed / years),
      String(shippedQuiet.outages),
      percent(shippedQuiet.operational),
    ]),
  );
}

/** The fold as it ships: delays. */
export function shippedSection(measured: Measured): string {
  const rows = measured.cells.flatMap((cell) =>
    SHARES.flatMap((share) => {
      const result = shippedAt(cell, share);
      if (result === undefined || cell.missing > 0) return [];
      const ends =
        share >= 0.3
          ? [short(result.recovering.median), short(result.operational.median)]
          : ['', ''];
      return [
        [
          String(cell.voices),
          cell.quiet,
          percent(share),
          delay(result.noticed),
          short(result.noticed.p90),
          ratio(ratioToOracle(cell, share)),
          delay(result.confirmed),
          delay(result.outage),
          ...ends,
          percent(result.restless),
        ],
      ];
    }),
  );
  return table(
    [
      'voices a minute',
      'quiet',
      'failing',
      'noticed',
      'p90',
      'over the oracle’s',
      'confirmed',
      'outage',
      'recovering',
      'operational',
      '> 4 changes',
    ],
    rows,
  );
}

/** What lost minutes cost. */
export function missingSection(measured: Measured): string {
  const rows = measured.cells
    .filter(({ missing }) => missing > 0)
    .map((cell) => {
      const whole = cellOf(measured, cell.voices, cell.quiet);
      const both = (share: number) => {
        const lost = shippedAt(cell, share)?.noticed.mean;
        const full = whole && shippedAt(whole, share)?.noticed.mean;
        return `${short(lost)} (${short(full)})`;
      };
      return [
        String(cell.voices),
        cell.quiet,
        percent(cell.missing),
        short(cell.shippedQuiet.alarms / cell.years),
        both(0.8),
        both(0.3),
        both(0.15),
      ];
    });
  return table(
    ['voices a minute', 'quiet', 'minutes lost', 'alarms a year', '80 %', '30 %', '15 %'],
    rows,
  );
}

/** False alarms that came about where none were tuned. */
export function achievedSection(measured: Measured): string {
  const cells = QUIETS.map((quiet) => cellOf(measured, 30, quiet)).filter(isIn);
  const rate = (cell: CellResult, place: number, at: number) => {
    const tuned = cell.scores[place]?.tuned[at];
    const [low, high] = tuned?.interval ?? [];
    return `${short(tuned?.rate)} (${short(low)} to ${short(high)})`;
  };
  const rows = SCORES.flatMap(({ name, owner }, place) =>
    owner === 'oracle'
      ? []
      : RATES.map((wanted, at) => [
          name,
          String(wanted),
          ...cells.map((cell) => rate(cell, place, at)),
        ]),
  );
  return table(['detector', 'tuned to', ...cells.map(({ quiet }) => quiet)], rows);
}

/** Everyone at the fold's own rate of false alarms. */
export function peerSection(measured: Measured, quiet: (typeof QUIETS)[number]): string {
  const cells = MAIN_VOICES.map((voices) => cellOf(measured, voices, quiet)).filter(isIn);
  const columns = cells.flatMap((cell) => SHARES.map((share) => ({ cell, share })));
  const bestOf = columns.map(({ cell, share }) =>
    Math.min(
      matchedAt(cell, OURS_FAST, share)?.delays.mean ?? Infinity,
      bestPeer(cell, share)?.mean ?? Infinity,
    ),
  );
  const rows = SCORES.filter(({ owner, name }) => owner !== 'oracle' && name !== OURS_ROBUST).map(
    ({ name, sight, every }) => [
      `${name}${sight === 'counts' ? ' ᶜ' : ''}${every > 1 ? ` ᵇ${every}` : ''}`,
      ...columns.map(({ cell, share }, index) => {
        const result = matchedAt(cell, name, share)?.delays;
        const text = delay(result);
        return result?.mean === bestOf[index] ? `**${text}**` : text;
      }),
    ],
  );
  const oracle = [
    '*oracle CUSUM*',
    ...columns.map(({ cell, share }) => `*${delay(oracleAt(cell, share)?.delays)}*`),
  ];
  return table(
    ['detector', ...columns.map(({ cell, share }) => `${cell.voices}: ${percent(share)}`)],
    [...rows, oracle],
  );
}

/** What each detector does at thresholds tuned elsewhere, and how it ends. */
export function tunedSection(measured: Measured): string {
  const cells = (['over-dispersed', 'wandering'] as const)
    .map((quiet) => cellOf(measured, 30, quiet))
    .filter(isIn);
  const rows = SCORES.flatMap(({ name, owner }, place) => {
    if (owner === 'oracle') return [];
    return [
      [
        name,
        ...cells.flatMap((cell) => {
          const tuned = cell.scores[place]?.tuned.at(-1);
          const of = (share: number) =>
            tuned?.settings.find((setting) => setting.share === share && setting.shape === 'step');
          const end =
            owner === 'peer' ? [short(of(0.8)?.quietAfter), short(of(0.3)?.flips)] : ['', ''];
          return [short(tuned?.rate), delay(of(0.8)?.delays), delay(of(0.3)?.delays), ...end];
        }),
      ],
    ];
  });
  const head = cells.flatMap(({ quiet }) => [
    `${quiet}: false alarms a year`,
    '80 %',
    '30 %',
    'silent after',
    'flips in 30 %',
  ]);
  return table(['detector', ...head], rows);
}

/** Where a peer was faster than the fold at the same rate of false alarms. */
export function beatenSection({ cells }: Measured): string {
  const rows = cells.flatMap((cell) =>
    SHARES.flatMap((share) =>
      (['step', 'ramp'] as const).flatMap((shape) => {
        const ours = matchedAt(cell, OURS_FAST, share, shape)?.delays;
        const peer = bestPeer(cell, share, shape);
        if (ours === undefined || peer === undefined || peer.mean >= ours.mean) return [];
        return [
          [
            String(cell.voices),
            cell.quiet,
            percent(cell.missing),
            `${percent(share)} ${shape}`,
            delay(ours),
            `${short(peer.mean)}, ${peer.name}`,
          ],
        ];
      }),
    ),
  );
  if (rows.length === 0) return 'Nowhere in this run.';
  return table(['voices a minute', 'quiet', 'minutes lost', 'fault', 'Outcry', 'best peer'], rows);
}

/** Partial outages: how much later the best peer is. */
export function partialSection({ cells }: Measured): string {
  const rows = cells
    .filter(({ missing }) => missing === 0)
    .map((cell) => {
      const ours = matchedAt(cell, OURS_FAST, 0.3)?.delays;
      const peer = bestPeer(cell, 0.3);
      return [
        String(cell.voices),
        cell.quiet,
        short(cell.shippedQuiet.alarms / cell.years),
        delay(ours),
        `${short(peer?.mean)}, ${peer?.name}`,
        `${ratio((peer?.mean ?? Number.NaN) / (ours?.mean ?? Number.NaN))} ×`,
      ];
    });
  return table(
    ['voices a minute', 'quiet', 'false alarms a year', 'Outcry', 'best peer', ''],
    rows,
  );
}

/** The smallest strength of an attack that breaks each detector. */
export function fakesSection({ attacks }: Measured): string {
  const shown = attacks.filter(({ quiet }) => quiet === 'over-dispersed');
  const word = (fakes: number | undefined) =>
    fakes === undefined ? `> ${FAKES.at(-1)} k` : fakes === 0 ? '1 fake' : `${fakes} k`;
  const least = (parts: readonly number[]) => FAKES[parts.findIndex((part) => part > BROKEN)];
  const ofShipped = (pick: 'suspected' | 'confirmed' | 'outage') =>
    shown.map(({ strengths }) => word(least(strengths.map((strength) => strength[pick]))));
  const rows = SCORES.flatMap(({ name, owner }, place) =>
    owner === 'oracle'
      ? []
      : [
          [
            name,
            ...shown.map(({ strengths }) =>
              word(least(strengths.map(({ alarmed }) => alarmed[place] ?? 0))),
            ),
          ],
        ],
  );
  return table(
    ['detector', ...shown.map(({ voices }) => `${voices} voices a minute`)],
    [
      ['Outcry as shipped: `suspected`', ...ofShipped('suspected')],
      ['Outcry as shipped: `confirmed`', ...ofShipped('confirmed')],
      ['Outcry as shipped: `outage`', ...ofShipped('outage')],
      ...rows,
    ],
  );
}

/** What attacks of each strength reach. */
export function attackSection({ attacks }: Measured): string {
  const rows = attacks.map(({ voices, quiet, strengths }) => [
    String(voices),
    quiet,
    ...strengths
      .filter(({ fakes }) => fakes >= 0.5 && fakes <= 2)
      .map(
        ({ suspected, confirmed, outage }) =>
          `${percent(suspected)} / ${percent(confirmed)} / ${percent(outage)}`,
      ),
  ]);
  return table(['voices a minute', 'quiet', '0.5 k', '1 k', '1.5 k', '2 k'], rows);
}

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

/** Floods, cold starts, constant rates, silence. */
export function edgeSection({ floods, cold, constant, afterFakes }: Measured): string {
  const parts = [
    'An 80 % outage at 30 voices a minute behind fake successes:',
    table(
      ['fake successes per voice', 'noticed', 'confirmed', 'outage'],
      floods.map(({ ratio, noticed, confirmed, outage }) => [
        String(ratio),
        delay(noticed),
        delay(confirmed),
        delay(outage),
      ]),
    ),
    'An 80 % outage after an hour of k fakes a minute (an even crowd; one that swings by 75 % over the day):',
    table(
      [
        'voices a minute',
        'swing',
        'hours in which the fakes were confirmed',
        'confirmed, mean',
        'median',
      ],
      afterFakes.map(({ voices, swing, fooled, runs, confirmed }) => [
        String(voices),
        percent(swing),
        `${fooled} of ${runs}`,
        delay(confirmed),
        short(confirmed.median),
      ]),
    ),
    'Cold starts, by the share that is normal from the first minute on:',
    table(
      ['voices a minute', 'share', 'alarms per start', 'confirmed', 'known after, minutes'],
      cold.map(({ voices, share, alarms, confirmed, known }) => [
        String(voices),
        percent(share),
        short(alarms),
        short(confirmed),
        short(known),
      ]),
    ),
    'Two days at a constant rate after 2 % was learned, changes told:',
    table(
      ['voices a minute', 'share', 'mean', 'most'],
      constant.map(({ voices, share, mean, most }) => [
        String(voices),
        percent(share),
        short(mean),
        String(most),
      ]),
    ),
  ];
  return parts.join('\n\n');
}
