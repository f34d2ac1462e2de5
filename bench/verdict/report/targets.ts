import { OURS_FAST } from '../detectors/all-detectors.ts';
import { quantile } from '../metrics/delays.ts';
import type { Measured } from '../run/measure.ts';
import { ALL } from '../tracks/real-incidents.ts';
import type { CellResult } from '../tracks/simulated.ts';
import { percent, ratio, short } from './format.ts';
import { bestPeer, matchedAt, ratioToOracle, shippedAt } from './lookup.ts';

/** One thing that the fold is to reach. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  /** Null if the run was too small to tell. */
  readonly met: boolean | null;
}

type Check = (measured: Measured) => Target;

function target(
  name: string,
  wanted: string,
  values: readonly (number | undefined)[],
  limit: number,
  show: (value: number) => string,
): Target {
  const known = values.filter((value) => value !== undefined);
  const worst = Math.max(...known);
  if (known.length === 0) return { name, wanted, measured: 'not in this run', met: null };
  return { name, wanted, measured: show(worst), met: worst <= limit };
}

function calm({ cells }: Measured, least = 3): readonly CellResult[] {
  return cells.filter(
    ({ quiet, missing, voices }) => quiet !== 'wandering' && missing === 0 && voices >= least,
  );
}

function wandering({ cells }: Measured): readonly CellResult[] {
  return cells.filter(
    ({ quiet, missing, voices }) => quiet === 'wandering' && missing === 0 && voices >= 3,
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const minutes = (value: number) => `${short(value)} min`;

const quietCalm: Check = (measured) => {
  const cells = calm(measured);
  const bad = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed + shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  return {
    name: 'calm: confirmed alarms and outages',
    wanted: 'none',
    measured: `${bad} in ${short(years)} service-years`,
    met: bad === 0,
  };
};

const alarmsCalm: Check = (measured) =>
  target(
    'calm: alarms of any level, the worst crowd',
    '≤ 12 a year',
    calm(measured).map(({ shippedQuiet, years }) => shippedQuiet.alarms / years),
    12,
    (rate) => `${short(rate)} a year`,
  );

const alarmsWandering: Check = (measured) =>
  target(
    'wandering: alarms of any level, the worst crowd',
    '≤ 60 a year',
    wandering(measured).map(({ shippedQuiet, years }) => shippedQuiet.alarms / years),
    60,
    (rate) => `${short(rate)} a year`,
  );

const confirmedWandering: Check = (measured) => {
  const cells = wandering(measured);
  const worst = Math.max(...cells.map(({ shippedQuiet, years }) => shippedQuiet.confirmed / years));
  const count = sum(cells.map(({ shippedQuiet }) => shippedQuiet.confirmed));
  const outages = sum(cells.map(({ shippedQuiet }) => shippedQuiet.outages));
  const years = sum(cells.map((cell) => cell.years));
  return {
    name: 'wandering: confirmed alarms, outages',
    wanted: '≤ 1 a year in every crowd, no outage',
    measured: `${count} and ${outages} in ${short(years)} service-years; worst crowd ${short(worst)} a year`,
    met: worst <= 1 && outages === 0,
  };
};

const green: Check = (measured) => {
  const least = Math.min(...calm(measured).map(({ shippedQuiet }) => shippedQuiet.operational));
  return {
    name: 'calm: time that is `operational`, the worst crowd',
    wanted: '≥ 97 %',
    measured: percent(least),
    met: least >= 0.97,
  };
};

function ratios(measured: Measured): readonly number[] {
  return calm(measured, 30)
    .filter(({ voices }) => voices === 30 || voices === 300)
    .flatMap((cell) => [0.8, 0.3, 0.15].map((share) => ratioToOracle(cell, share) ?? Number.NaN));
}

const ratioMedian: Check = (measured) =>
  target(
    'delay over the oracle’s, 30 and 300 voices a minute: median of 12 settings',
    '≤ 1.3; goal ≤ 1.15',
    [quantile(ratios(measured), 0.5)],
    1.15,
    ratio,
  );

const ratioWorst: Check = (measured) =>
  target('the same: worst of 12 settings', '≤ 2', ratios(measured), 2, ratio);

const ratioSmall: Check = (measured) =>
  target(
    'the same at 3 voices a minute, 80 and 30 %: worst',
    '≤ 1.8',
    calm(measured)
      .filter(({ voices }) => voices === 3)
      .flatMap((cell) => [0.8, 0.3].map((share) => ratioToOracle(cell, share))),
    1.8,
    ratio,
  );

const severe: Check = (measured) =>
  target(
    '80 % at 30 voices a minute or more: `confirmed` and `outage`, mean, worst crowd',
    '≤ 4 min',
    calm(measured, 30).flatMap((cell) => [
      shippedAt(cell, 0.8)?.confirmed.mean,
      shippedAt(cell, 0.8)?.outage.mean,
    ]),
    4,
    minutes,
  );

const confirmedAt30: Check = (measured) =>
  target(
    '80 % at 30 voices a minute: `confirmed`, mean, all three kinds of quiet',
    '≤ 2 min',
    measured.cells
      .filter(({ voices, missing }) => voices === 30 && missing === 0)
      .map((cell) => shippedAt(cell, 0.8)?.confirmed.mean),
    2,
    minutes,
  );

const confirmedAt3: Check = (measured) => {
  const cells = calm(measured).filter(({ voices }) => voices === 3);
  const means = cells.map((cell) => shippedAt(cell, 0.8)?.confirmed.mean ?? Number.NaN);
  const medians = cells.map((cell) => shippedAt(cell, 0.8)?.confirmed.median ?? Number.NaN);
  const met = Math.max(...means) < 31 && Math.max(...medians) < 9;
  return {
    name: '80 % at 3 voices a minute: `confirmed`, mean and median',
    wanted: 'sooner than 31 (9)',
    measured: means
      .map((value, index) => `${short(value)} (${short(medians[index])}) min`)
      .join(', '),
    met: cells.length === 0 ? null : met,
  };
};

const mild: Check = (measured) =>
  target(
    'a 15 % fault called `outage`, calm',
    'never',
    calm(measured).map((cell) => outagePart(cell, 0.15)),
    0,
    percent,
  );

const moderate: Check = (measured) =>
  target(
    'a 30 % fault of two hours called `outage`, calm, worst crowd',
    'rarely (≤ 5 %)',
    calm(measured).map((cell) => outagePart(cell, 0.3)),
    0.05,
    percent,
  );

function outagePart(cell: CellResult, share: number): number | undefined {
  const missed = shippedAt(cell, share)?.outage.missed;
  return missed === undefined ? undefined : 1 - missed;
}

const over: Check = (measured) => {
  const all = calm(measured, 30).flatMap((cell) => shippedAt(cell, 0.8)?.operational ?? []);
  const median = Math.max(...all.map((delays) => delays.median));
  const p90 = Math.max(...all.map((delays) => delays.p90));
  return {
    name: 'after 80 % at 30 voices a minute or more: `operational`, median and p90, worst crowd',
    wanted: '≤ 15 and ≤ 30 min',
    measured: `${short(median)} and ${short(p90)} min`,
    met: all.length === 0 ? null : median <= 15 && p90 <= 30,
  };
};

const overSmall: Check = (measured) =>
  target(
    'after 80 % at 3 voices a minute: `recovering`, median',
    '≤ 20 min',
    calm(measured)
      .filter(({ voices }) => voices === 3)
      .map((cell) => shippedAt(cell, 0.8)?.recovering.median),
    20,
    minutes,
  );

function worstPart(
  measured: Measured,
  pick: (result: CellResult['shipped'][number]) => number,
): { mean: number; worst: number; where: string } {
  const all = measured.cells
    .filter(({ missing, voices }) => missing === 0 && voices >= 3)
    .flatMap((cell) =>
      cell.shipped
        .filter(({ share }) => share >= 0.15)
        .map((result) => ({
          value: pick(result),
          where: `${cell.voices} voices a minute, ${cell.quiet}, ${percent(result.share)} ${result.shape}`,
        })),
    )
    .sort((a, b) => b.value - a.value);
  const [first] = all;
  return {
    mean: sum(all.map(({ value }) => value)) / all.length,
    worst: first?.value ?? Number.NaN,
    where: first?.where ?? '',
  };
}

const restless: Check = (measured) => {
  const { mean, worst, where } = worstPart(measured, (result) => result.restless);
  return {
    name: 'incidents with more than four changes of state, 15 % and more',
    wanted: '≤ 3 %',
    measured: `${percent(mean)}; worst ${percent(worst)} (${where})`,
    met: mean <= 0.03,
  };
};

const lifted: Check = (measured) => {
  const { mean, worst, where } = worstPart(measured, (result) => result.liftedEarly);
  return {
    name: '`operational` while it still fails, 15 % and more',
    wanted: '≤ 1 %',
    measured: `${percent(mean)}; worst ${percent(worst)} (${where})`,
    met: mean <= 0.01,
  };
};

const silent: Check = ({ silences }) => ({
  name: 'silence: to `unknown`, back, green inside; trickle; after six days',
  wanted: '≤ 15 (30 at 3 voices), ≤ 30 min, never; none; none',
  measured: silences
    .map(
      (result) =>
        `${result.voices} voices: ${short(result.unknownWithin)}, ${short(result.backWithin)} min, ${result.greenInside}; ${result.trickle}; ${result.alarmsAfterDays}`,
    )
    .join(' · '),
  met:
    silences.length === 0
      ? null
      : silences.every(
          ({ voices, unknownWithin, backWithin, greenInside, trickle, alarmsAfterDays }) =>
            unknownWithin <= (voices === 3 ? 30 : 15) &&
            backWithin <= 30 &&
            greenInside + trickle + alarmsAfterDays === 0,
        ),
});

const fooled: Check = ({ attacks }) => {
  const hours = sum(attacks.map((result) => result.attacks));
  const of = (pick: 'confirmed' | 'outage', kinds: readonly string[]) =>
    sum(
      attacks
        .filter(({ quiet }) => kinds.includes(quiet))
        .map((result) => {
          const strength = result.strengths.find(({ fakes }) => fakes === 1);
          return Math.round((strength?.[pick] ?? 0) * result.attacks);
        }),
    );
  const calmKinds = ['binomial', 'over-dispersed'];
  return {
    name: 'an hour of k fakes a minute: `confirmed`, `outage`',
    wanted: 'never',
    measured: `calm ${of('confirmed', calmKinds)} and ${of('outage', calmKinds)}, wandering ${of('confirmed', ['wandering'])} and ${of('outage', ['wandering'])} of ${hours} hours`,
    met: hours === 0 ? null : of('confirmed', [...calmKinds, 'wandering']) === 0,
  };
};

const afterFakes: Check = ({ afterFakes: results }) => {
  const steady = results.filter(({ swing }) => swing === 0);
  return {
    name: 'a true 80 % outage after them: `confirmed`, mean (constant voices)',
    wanted: '≤ 5 min',
    measured: steady
      .map(({ voices, confirmed }) => `${short(confirmed.mean)} at ${voices} voices`)
      .join(', '),
    met: steady.length === 0 ? null : steady.every(({ confirmed }) => confirmed.mean <= 5),
  };
};

const february: Check = ({ february: results }) => ({
  name: '3 February: alarm after minute 5, outage after minute 10, more than four changes of state',
  wanted: 'none',
  measured: results
    .map(
      (result) =>
        `${result.quiet}: ${percent(result.lateAlarms)}, ${percent(result.lateOutages)}, ${percent(result.restless)}`,
    )
    .join(' · '),
  met: results.every((result) => result.lateAlarms + result.lateOutages + result.restless === 0),
});

const series: Check = ({ series: result }) => {
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

const vendors: Check = ({ incidents }) => {
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

const twice: Check = (measured) => {
  const wins = measured.cells
    .filter(({ missing, voices }) => missing === 0 && voices >= 3)
    .map((cell) => {
      const ours = matchedAt(cell, OURS_FAST, 0.3)?.delays.mean ?? Number.NaN;
      return (bestPeer(cell, 0.3)?.mean ?? Number.NaN) / ours;
    });
  const met = wins.filter((win) => win >= 2).length;
  return {
    name: 'partial outages (30 %): the best peer’s mean delay over ours, same rate of false alarms',
    wanted: '≥ 2 in every crowd, or a table that says where not',
    measured: `${ratio(Math.min(...wins))} to ${ratio(Math.max(...wins))}; at least 2 in ${met} of ${wins.length} crowds`,
    met: wins.length === 0 ? null : met === wins.length,
  };
};

const CHECKS: readonly Check[] = [
  ...[quietCalm, alarmsCalm, green, alarmsWandering, confirmedWandering],
  ...[ratioMedian, ratioWorst, ratioSmall, twice],
  ...[severe, confirmedAt30, confirmedAt3, moderate, mild],
  ...[over, overSmall, restless, lifted],
  ...[silent, fooled, afterFakes, february, series, vendors],
];

/** The targets of the design and the goals beyond them, against what was measured. */
export function targetsOf(measured: Measured): readonly Target[] {
  return CHECKS.map((check) => check(measured));
}
