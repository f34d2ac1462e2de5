import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trim } from '../../../server/verdict/trim.ts';

it.each([
  [0, 0, 0, 0],
  [1, 1, 0, 0],
  [2, 2, 0, 0],
  [4, 4, 2, 2],
  [10, 1, 8, 0],
  [29, 5, 27, 3],
  [30, 5, 27, 2],
  [300, 90, 270, 60],
])('of %d voices, %d failing, leaves %d, %d failing', (tried, failed, left, leftFailed) => {
  expect(trim(tried, failed)).toEqual({ tried: left, failed: leftFailed });
});

it('leaves no more failures and no fewer successes than the honest minute had, with up to k fakes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (honest, share, used) => {
        const failed = Math.floor(share * honest);
        const most = Math.max(2, Math.floor(honest / 10));
        const fakes = Math.round(used * most);
        const left = trim(honest + fakes, failed + fakes);
        expect(left.failed).toBeLessThanOrEqual(failed);
        expect(left.failed / Math.max(1, left.tried)).toBeLessThanOrEqual(
          failed / Math.max(1, honest) + 1e-12,
        );
      },
    ),
  );
});
