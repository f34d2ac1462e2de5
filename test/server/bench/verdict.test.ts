import { describe, expect, it } from 'vitest';
import { readCrashRates } from '../../../bench/verdict/data/crash-rates.ts';
import { readIncidents } from '../../../bench/verdict/data/incidents.ts';
import { documentWith } from '../../../bench/verdict/report/document.ts';
import { figuresOf } from '../../../bench/verdict/report/figures.ts';
import { packResults, unpackResults } from '../../../bench/verdict/report/result-file.ts';
import { plotsOf } from '../../../bench/verdict/report/svg/plots.ts';
import { targetsOf } from '../../../bench/verdict/report/targets.ts';
import { measure } from '../../../bench/verdict/run/measure.ts';
import { createInlinePool, createPool } from '../../../bench/verdict/run/pool.ts';
import { SIZES } from '../../../bench/verdict/run/size.ts';
import { weighTick } from '../../../bench/verdict/tracks/cost.ts';
import { keepOpen } from '../../../bench/verdict/tracks/drips.ts';
import { hideOutage } from '../../../bench/verdict/tracks/floods.ts';

describe('the smallest run', async () => {
  const measured = await measure(createInlinePool(), SIZES.tiny);

  it('has a cell for each kind of quiet, and no false alarm in two days', () => {
    expect(measured.cells.map(({ quiet }) => quiet)).toEqual([
      'binomial',
      'over-dispersed',
      'wandering',
    ]);
    for (const { shippedQuiet } of measured.cells) {
      expect(shippedQuiet).toMatchObject({ confirmed: 0, outages: 0 });
    }
  });

  it('notices every 80 % outage', () => {
    for (const { shipped } of measured.cells) {
      const severe = shipped.filter(({ share }) => share === 0.8);
      expect(severe).toHaveLength(2);
      for (const { noticed } of severe) expect(noticed).toMatchObject({ outages: 2, missed: 0 });
    }
  });

  it('survives its file', () => {
    const stored = unpackResults(packResults(measured, { seconds: 1 }));
    expect(figuresOf(stored).length).toBeGreaterThan(5000);
    expect(stored.cells[0]?.shipped[0]?.noticed.mean).toBeCloseTo(
      measured.cells[0]?.shipped[0]?.noticed.mean ?? 0,
      2,
    );
    expect(packResults(stored, { seconds: 1 }).split('\n')[1]).toBe(
      packResults(measured, { seconds: 1 }).split('\n')[1],
    );
  });

  it('can be told as a document and as plots', () => {
    expect(documentWith(measured)).toContain('### Where a peer beats us');
    expect(targetsOf(measured).some(({ met }) => met === true)).toBe(true);
    for (const [name, svg] of plotsOf(measured)) {
      expect(svg, name).toMatch(/^<svg [^>]+>[\s\S]+<\/svg>\n$/);
      expect(svg, name).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe('hostile networks', () => {
  const plan = { seed: 7, voices: 30, share: 0.8, runs: 20 };

  it('as few as are trimmed hide nothing and soothe nobody', () => {
    const { noticed, confirmed, soothed } = hideOutage({ ...plan, fakes: 'k' });
    expect(noticed).toMatchObject({ missed: 0, median: 1 });
    expect(confirmed.missed).toBe(0);
    expect(soothed).toBe(0);
  });

  it('that outnumber the crowd by far hide an outage', () => {
    expect(hideOutage({ ...plan, fakes: 8 }).outage.missed).toBe(1);
  });
});

describe('networks that fail on when a fault is over', () => {
  const plan = { seed: 7, voices: 30, share: 0.8, runs: 20 };

  it('keep it confirmed no longer, be they one or k', () => {
    for (const fakes of [1, 'k'] as const) {
      const { confirmed, eased, held } = keepOpen({ ...plan, fakes });
      expect(confirmed).toBe(20);
      expect(eased.missed).toBe(0);
      expect(held).toBe(0);
    }
  });

  it('delay its end by no more than half an hour, if there is only one', () => {
    expect(keepOpen({ ...plan, fakes: 1 }).over.median).toBeLessThanOrEqual(30);
    expect(keepOpen({ ...plan, fakes: 0 }).over.median).toBeLessThanOrEqual(15);
  });
});

it('a tick costs the same however many voices there are, and its state stays small', () => {
  const [few, many] = [3, 30_000].map((voices) => weighTick({ seed: 3, voices, days: 2 }));
  expect(many?.tick).toBeLessThan(20 * (few?.tick ?? 0));
  expect(Math.max(few?.bytes ?? 0, many?.bytes ?? 0)).toBeLessThan(8192);
});

it('threads come to the same as none', async () => {
  const plans = [0, 2].map((fakes) => ({ seed: 5, voices: 30, share: 0.8, fakes, runs: 3 }));
  const pool = createPool(2);
  try {
    expect(await pool.run('hideOutage', plans)).toEqual(
      await createInlinePool().run('hideOutage', plans),
    );
  } finally {
    await pool.close();
  }
});

describe('the data', () => {
  it('of incidents is all there', () => {
    const incidents = readIncidents();
    const count = (source: string) => incidents.filter((one) => one.source === source).length;
    expect([count('OpenAI and Anthropic'), count('GitHub'), count('Google Cloud')]).toEqual([
      45, 77, 82,
    ]);
  });

  it('of crash rates has a median of 2 % and some labels', () => {
    const series = [...readCrashRates().values()];
    expect(series).toHaveLength(10);
    for (const hours of series) {
      const shares = hours.flatMap(({ share }) => share ?? []).toSorted((a, b) => a - b);
      expect(shares[shares.length >> 1]).toBeCloseTo(0.02, 5);
      expect(hours.some(({ labelled }) => labelled)).toBe(true);
    }
  });
});
