import { describe, expect, it } from 'vitest';
import { createFold, type Fold } from '../../../server/verdict/fold.ts';
import { createWarmFold, type Told } from '../../support/fold-series.ts';
import { type Crowd, QUIETS, simulateCrowd } from '../../support/simulate-crowd.ts';

const DAY = 1440;
const START = 2 * DAY;

type Later = Omit<Crowd, 'minutes' | 'start'>;

/** Folds a simulated crowd after what a warm fold has seen; minutes of the answer count from its start. */
function runOn(
  warm: Fold,
  minutes: number,
  crowd: Later,
  fakes?: (tried: number) => number,
): Told[] {
  const told: Told[] = [];
  const fold = createFold(warm.snapshot(), (minute, { state, level }) => {
    told.push({ minute: minute - START, state, level });
  });
  for (const { minute, tried, failed } of simulateCrowd({ ...crowd, minutes, start: START })) {
    const lies = fakes?.(tried) ?? 0;
    fold.push({ minute, tried: tried + lies, failed: failed + lies });
  }
  return told;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Minutes from `from` until a change fits, 1 for the first minute; the limit if none does. */
function delay(told: readonly Told[], from: number, fits: (change: Told) => boolean): number {
  const change = told.find((candidate) => candidate.minute >= from && fits(candidate));
  return change === undefined ? 1000 : change.minute - from + 1;
}

const SEEDS = Array.from({ length: 24 }, (_, index) => index + 1);
const during = (from: number, until: number, share: number) => (at: number) =>
  at >= from && at < until ? share : null;

describe.each(QUIETS)('%s quiet', (quiet) => {
  it.each([3, 30, 300])(
    '30 days of %d voices a minute: none confirmed, almost all operational',
    (n) => {
      let operational = 0;
      let alarms = 0;
      const fold = createFold(undefined, (_, { state, level }) => {
        if (state === 'degraded') alarms += 1;
        expect(level).not.toBe('confirmed');
      });
      const crowd = { seed: n, voicesPerMinute: n, quiet, minutes: 30 * DAY };
      for (const counts of simulateCrowd(crowd)) {
        if (fold.push(counts).state === 'operational') operational += 1;
      }
      expect(operational / (30 * DAY)).toBeGreaterThan(0.97);
      expect(alarms).toBeLessThanOrEqual(quiet === 'wandering' ? 8 : 2);
    },
  );
});

describe.each(['binomial', 'over-dispersed'] as const)('%s outages', (quiet) => {
  // The mean delays of the design's simulation, with room for chance.
  it.each([
    [3, 0.8, 6],
    [3, 0.3, 17],
    [30, 0.8, 1.4],
    [30, 0.3, 4.5],
    [30, 0.15, 11],
    [300, 0.3, 3],
    [300, 0.15, 6.5],
  ])('%d voices a minute, a share of %d: seen within %d minutes on average', (n, share, most) => {
    const warm = createWarmFold(n, quiet, n);
    const delays = SEEDS.map((seed) => {
      const crowd = { seed, voicesPerMinute: n, quiet, outageAt: during(30, 150, share) };
      const told = runOn(warm, 150, crowd);
      if (share === 0.15) expect(told.map(({ state }) => state)).not.toContain('outage');
      return delay(told, 30, ({ state }) => state === 'degraded' || state === 'outage');
    });
    expect(mean(delays)).toBeLessThan(most);
  });

  it.each([30, 300])('80 % of %d voices a minute: confirmed, over, and calm', (n) => {
    const warm = createWarmFold(n, quiet, n);
    const crowd = { voicesPerMinute: n, quiet, outageAt: during(30, 150, 0.8) };
    const runs = SEEDS.map((seed) => runOn(warm, 270, { ...crowd, seed }));
    const outage = runs.map((told) => delay(told, 30, ({ state }) => state === 'outage'));
    const operational = runs.map((told) =>
      delay(told, 150, ({ state }) => state === 'operational'),
    );
    expect(mean(outage)).toBeLessThan(4);
    expect(median(operational)).toBeLessThanOrEqual(15);
    for (const told of runs) {
      expect(told.length).toBeLessThanOrEqual(5);
      const inside = told.filter(({ minute }) => minute >= 30 && minute < 150);
      expect(inside.map(({ state }) => state)).not.toContain('operational');
    }
  });

  it('80 % of 3 voices a minute recovers within 20 minutes', () => {
    const warm = createWarmFold(3, quiet, 3);
    const delays = SEEDS.map((seed) => {
      const crowd = { seed, voicesPerMinute: 3, quiet, outageAt: during(30, 150, 0.8) };
      return delay(runOn(warm, 300, crowd), 150, ({ state }) => state === 'recovering');
    });
    expect(median(delays)).toBeLessThanOrEqual(20);
  });
});

describe.each([3, 10, 30, 300])('fakes among %d voices a minute', (n) => {
  it('as many as the trim takes never confirm, and hide no true outage', () => {
    const warm = createWarmFold(n, 'over-dispersed', n);
    const delays = SEEDS.map((seed) => {
      const crowd = { seed, voicesPerMinute: n, quiet: 'over-dispersed', swing: 0 } as const;
      const attack = { ...crowd, outageAt: during(120, 180, 0.8) };
      let minute = 0;
      const told = runOn(warm, 180, attack, (tried) => {
        minute += 1;
        return minute > 120 ? 0 : Math.max(2, Math.floor(tried / 10));
      });
      const attacked = told.filter((change) => change.minute < 120);
      expect(attacked.map(({ level }) => level)).not.toContain('confirmed');
      return delay(told, 120, ({ level }) => level === 'confirmed');
    });
    // Two of three voices a minute are more than arithmetic can tell from liars at once.
    expect(mean(delays)).toBeLessThan(n === 3 ? 30 : 5);
  });
});

describe.each(['binomial', 'over-dispersed'] as const)('the shape of 3 February, %s', (quiet) => {
  function shape(at: number): number | null {
    if (at < 60 || at >= 200) return null;
    if (at < 70) return 0.02 + (0.68 * (at - 59)) / 10;
    return at < 160 ? 0.7 : 0.02 + (0.68 * (200 - at)) / 40;
  }

  it('is degraded within 5 minutes, an outage within 10, over soon, in four changes of state', () => {
    const warm = createWarmFold(200, quiet, 9);
    const runs = SEEDS.map((seed) =>
      runOn(warm, 260, { seed, voicesPerMinute: 200, quiet, outageAt: shape }),
    );
    const seen = runs.map((told) => delay(told, 60, ({ state }) => state === 'degraded'));
    const outage = runs.map((told) => delay(told, 60, ({ state }) => state === 'outage'));
    const over = runs.map((told) => delay(told, 200, ({ state }) => state === 'operational'));
    expect(median(seen)).toBeLessThanOrEqual(5);
    expect(Math.max(...outage)).toBeLessThanOrEqual(10);
    expect(median(over.filter((minutes) => minutes < 1000))).toBeLessThanOrEqual(10);
    for (const told of runs) {
      const states = told.map(({ state }) => state);
      const changes = states.filter((state, index) => state !== states[index - 1]);
      expect(changes).toEqual(['degraded', 'outage', 'recovering', 'operational']);
    }
  });
});

describe('a constant rate after 2 % was learned', () => {
  it.each([
    [0.03, 0],
    [0.04, 4],
    [0.08, 10],
    [0.12, 10],
  ])('of %d: two days with at most %d changes', (normalShare, most) => {
    for (const n of [3, 30, 300]) {
      const warm = createWarmFold(n, 'over-dispersed', n);
      const crowd = { seed: n, voicesPerMinute: n, quiet: 'over-dispersed', normalShare } as const;
      expect(runOn(warm, 2 * DAY, crowd).length).toBeLessThanOrEqual(most);
    }
  });
});

describe('a cold start', () => {
  it.each([0.005, 0.02, 0.05, 0.08])(
    'at a share of %d raises no alarm in three days',
    (normalShare) => {
      for (const seed of SEEDS.slice(0, 6)) {
        const alarms: Told[] = [];
        const fold = createFold(undefined, (minute, { state, level }) => {
          if (level !== null) alarms.push({ minute, state, level });
        });
        const crowd = { seed, voicesPerMinute: 30, quiet: 'binomial', normalShare } as const;
        for (const counts of simulateCrowd({ ...crowd, minutes: 3 * DAY })) fold.push(counts);
        expect(alarms).toEqual([]);
      }
    },
  );
});
