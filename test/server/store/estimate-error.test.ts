import { expect, it } from 'vitest';
import { EXACT_VOICES } from '../../../server/store/redis.ts';
import { createRecordedFold } from '../../support/fold-series.ts';
import { seededRandom } from '../../support/random.ts';
import { QUIETS, simulateCrowd } from '../../support/simulate-crowd.ts';

/** https://redis.io/docs/latest/develop/data-types/probabilistic/hyperloglogs/ */
const STANDARD_ERROR = 0.0081;

const DAY = 1440;

/** Drawing each of 200,000 voices takes too long: 2,000 are drawn, each for a hundred. */
const SCALE = 100;

/** An hour in which 15 % fail more than usual: an outage that nearly hides. */
const outageAt = (at: number) => (at >= 2 * DAY && at < 2 * DAY + 60 ? 0.17 : null);

it.each(QUIETS)('estimates beyond the exact voices leave the verdict as it is: %s', (quiet) => {
  const random = seededRandom(7);
  const estimate = (count: number, beyond: number) =>
    count * (1 - beyond) + count * beyond * (1 + STANDARD_ERROR * random.normal());
  const exact = createRecordedFold();
  const estimated = createRecordedFold();
  const crowd = { seed: 5, voicesPerMinute: 2_000, quiet, minutes: 2 * DAY + 240 };
  for (const drawn of simulateCrowd({ ...crowd, outageAt })) {
    const counts = { ...drawn, tried: SCALE * drawn.tried, failed: SCALE * drawn.failed };
    exact.fold.push(counts);
    const beyond = Math.max(0, 1 - EXACT_VOICES / counts.tried);
    const tried = Math.round(estimate(counts.tried, beyond));
    const failed = Math.round(estimate(counts.failed, beyond));
    estimated.fold.push({ ...counts, tried, failed: Math.min(tried, failed) });
  }
  const states = (told: typeof exact.told) => told.map(({ state, level }) => [state, level]);
  expect(exact.told.length).toBeGreaterThan(3);
  expect(states(estimated.told)).toEqual(states(exact.told));
  exact.told.forEach(({ minute }, index) => {
    expect(Math.abs((estimated.told[index]?.minute ?? 0) - minute)).toBeLessThanOrEqual(2);
  });
});
