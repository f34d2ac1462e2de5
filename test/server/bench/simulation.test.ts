import { describe, expect, it } from 'vitest';
import { createCrowd, QUIETS } from '../../../bench/verdict/sim/crowd.ts';
import { createRandom } from '../../../bench/verdict/sim/random.ts';
import { february, ramp, step } from '../../../bench/verdict/sim/shapes.ts';

const DRAWS = 40_000;

function moments(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: DRAWS }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / DRAWS;
  return { mean, variance };
}

/** Within five standard errors of a mean, and a tenth of a variance. */
function expectMoments(draw: () => number, mean: number, variance: number): void {
  const seen = moments(draw);
  expect(Math.abs(seen.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
  expect(seen.variance / variance).toBeGreaterThan(0.9);
  expect(seen.variance / variance).toBeLessThan(1.1);
}

describe('draws', () => {
  const random = createRandom(4);

  it.each([0.3, 9, 11, 300])('of a Poisson crowd of %d', (mean) => {
    expectMoments(() => random.poisson(mean), mean, mean);
  });

  it.each([
    [5, 0.3],
    [300, 0.02],
    [300, 0.3],
    [600, 0.9],
  ])('of %d voices that fail at %d', (count, share) => {
    expectMoments(() => random.binomial(count, share), count * share, count * share * (1 - share));
  });

  it('of a beta share', () => {
    expectMoments(() => random.beta(2, 6), 0.25, (0.25 * 0.75) / 9);
  });

  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).uniform);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
});

describe.each(QUIETS)('a %s crowd', (quiet) => {
  const options = { seed: 3, voicesPerMinute: 100, quiet, swing: 0 } as const;

  it('fails by about 2 %, and by the outage’s share in one', () => {
    const crowd = createCrowd(options);
    const sum = (share: number | null) => {
      let tried = 0;
      let failed = 0;
      for (let minute = 0; minute < 20_000; minute += 1) {
        const voices = crowd.next(share);
        tried += voices.tried;
        failed += voices.failed;
      }
      return failed / tried;
    };
    expect(sum(null)).toBeGreaterThan(0.017);
    expect(sum(null)).toBeLessThan(0.027);
    expect(sum(0.8)).toBeGreaterThan(0.75);
    expect(sum(0.8)).toBeLessThan(0.83);
  });

  it('forks into crowds that leave it as it was', () => {
    const draw = (isForked: boolean) => {
      const crowd = createCrowd(options);
      if (isForked) for (let minute = 0; minute < 9; minute += 1) crowd.fork(5).next(0.5);
      return Array.from({ length: 20 }, () => crowd.next(null));
    };
    expect(draw(true)).toEqual(draw(false));
  });
});

it('loses the minutes it is told to lose', () => {
  const crowd = createCrowd({ seed: 1, voicesPerMinute: 50, quiet: 'binomial', missing: 0.3 });
  const lost = Array.from({ length: 5000 }, () => crowd.next(null)).filter(
    ({ tried }) => tried === 0,
  );
  expect(lost.length / 5000).toBeGreaterThan(0.27);
  expect(lost.length / 5000).toBeLessThan(0.33);
});

it.each([
  ['a step', step(0.8, 60), [0.8, 0.8, null]],
  ['a ramp', ramp(0.8, 60), [0.098, 0.8, null]],
  ['3 February', february, [0.088, 0.7, 0.7]],
] as const)('%s begins, lasts and ends', (_, shape, shares) => {
  const seen = [0, 59, 60].map((at) => shape(at));
  expect(seen.map((share) => share && Math.round(share * 1000) / 1000)).toEqual(shares);
});
