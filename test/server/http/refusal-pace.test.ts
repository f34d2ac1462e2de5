import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefusalPace } from '../../../server/http/refusal-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Takes so many refusals. @returns which of them have gone out */
function takeMany(count: number) {
  const pace = createRefusalPace();
  const gone: number[] = [];
  for (let index = 0; index < count; index += 1) pace.take(() => gone.push(index));
  return { pace, gone };
}

describe('the pace of refusals', () => {
  it('lets a few hundred go at once, and the others in turn, 5,000 a second', () => {
    const { gone } = takeMany(1_000);
    expect(gone).toHaveLength(250);
    vi.advanceTimersByTime(50);
    expect(gone).toHaveLength(500);
    vi.advanceTimersByTime(100);
    expect(gone).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });

  it('is at rest again when none wait', () => {
    const { pace, gone } = takeMany(260);
    vi.advanceTimersByTime(100);
    expect(gone).toHaveLength(260);
    vi.advanceTimersByTime(50);
    expect(vi.getTimerCount()).toBe(0);
    pace.take(() => gone.push(0));
    expect(gone).toHaveLength(261);
  });

  it('has no turns for those that are gone', () => {
    const { pace, gone } = takeMany(250);
    const left = Array.from({ length: 1_000 }, (_, index) => () => gone.push(index));
    for (const refuse of left) pace.take(refuse);
    for (const refuse of left) pace.drop(refuse);
    pace.take(() => gone.push(-1));
    vi.advanceTimersByTime(50);
    expect(gone.slice(250)).toEqual([-1]);
  });

  it('keeps nobody waiting when the server stops', () => {
    const { pace, gone } = takeMany(1_000);
    pace.stop();
    expect(gone).toHaveLength(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
