import { expect, it } from 'vitest';
import { shareOf } from '../../../server/verdict/share.ts';
import { seededRandom } from '../../support/random.ts';

const minutes = (tried: number, failed: number) =>
  Array.from({ length: 10 }, (_, minute) => ({ minute, tried, failed }));

it('shows no percentage below ten voices', () => {
  expect(shareOf([], 0.02)).toBeNull();
  expect(shareOf([{ minute: 1, tried: 9, failed: 9 }], 0.02)).toBeNull();
});

it('shows one from ten voices on', () => {
  expect(shareOf([{ minute: 1, tried: 10, failed: 10 }], 0.005)).toEqual([0.71, 1]);
});

it('rounds to whole per cent', () => {
  const [low, high] = shareOf(minutes(21, 13), 0.005) ?? [];
  expect([low, high]).toEqual([0.55, 0.68]);
});

it('widens with the correlation', () => {
  const calm = shareOf(minutes(300, 60), 0.005) ?? [0, 0];
  const bunched = shareOf(minutes(300, 60), 0.03) ?? [0, 0];
  expect(bunched[1] - bunched[0]).toBeGreaterThan(1.5 * (calm[1] - calm[0]));
});

it('never counts more failures than voices', () => {
  expect(shareOf([{ minute: 1, tried: 20, failed: 400 }], 0.02)?.[1]).toBe(1);
});

it.each([30, 300])('covers the truth in most runs of bunched failures, %d voices a minute', (n) => {
  const random = seededRandom(n);
  const runs = 300;
  let covered = 0;
  for (let run = 0; run < runs; run += 1) {
    const series = Array.from({ length: 10 }, (_, minute) => {
      const share = random.beta(0.3 * (1 / 0.03 - 1), 0.7 * (1 / 0.03 - 1));
      return { minute, tried: n, failed: random.binomial(n, share) };
    });
    const [low, high] = shareOf(series, 0.03) ?? [1, 0];
    if (low <= 0.3 && 0.3 <= high) covered += 1;
  }
  expect(covered / runs).toBeGreaterThan(0.91);
});
