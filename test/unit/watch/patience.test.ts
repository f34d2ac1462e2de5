import { describe, expect, it } from 'vitest';
import { patienceFor } from '../../../lib/watch/patience.ts';

const usual = { start: 40, gap: 30, thinking: 300 };

describe('patienceFor', () => {
  it('waits half as long again as is usual', () => {
    expect(patienceFor(usual, {})).toEqual({ start: 60_000, gap: 45_000, thinking: 450_000 });
  });

  it('is never less patient than networks need', () => {
    const least = patienceFor({ start: 5, gap: 5, thinking: 5 }, {});
    expect(Math.min(...Object.values(least))).toBeGreaterThanOrEqual(20_000);
  });

  it('learns to wait longer, never less', () => {
    expect(patienceFor(usual, { gap: 60_000, start: 100 })).toEqual({
      start: 60_000,
      gap: 180_000,
      thinking: 450_000,
    });
  });

  it('waits two minutes for the answer of a service whose pace nobody knows', () => {
    expect(patienceFor(null, {}).start).toBeGreaterThanOrEqual(120_000);
  });

  it('never waits for more than half an hour', () => {
    const most = patienceFor({ start: 1_800, gap: 1_800, thinking: 1_800 }, { gap: 7_200_000 });
    expect(most).toEqual({ start: 1_800_000, gap: 1_800_000, thinking: 1_800_000 });
  });
});
