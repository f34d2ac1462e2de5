import { describe, expect, it } from 'vitest';
import {
  type Admission,
  createAdmission,
  LEAST_PLACES,
  LONGEST_QUEUE_SECONDS,
  MOST_OPEN_BATCHES,
  RETRY_SECONDS,
  SHARE_FOR_ALL,
} from '../../../server/intake/admission.ts';

/** A batch that no other ceiling counts. */
const EMPTY = { seen: [], said: [] };

/** Lets in whoever the door does not turn away. @returns how many */
function fill(admission: Admission, isVouched: boolean, most = 100_000): number {
  let taken = 0;
  while (taken < most && !admission.turnsAway(isVouched)) {
    admission.enter(EMPTY, isVouched);
    taken += 1;
  }
  return taken;
}

/** Answers so many batches in one second. */
function answer(admission: Admission, count: number): void {
  for (let index = 0; index < count; index += 1) admission.enter(EMPTY, true)?.();
}

describe('the door of a full server', () => {
  it('lets in a burst of an honest crowd whatever came before, and keeps a fifth for who is vouched for', () => {
    const admission = createAdmission(() => 0);
    expect(fill(admission, false)).toBe(SHARE_FOR_ALL * LEAST_PLACES);
    expect(SHARE_FOR_ALL * LEAST_PLACES).toBeGreaterThan(2_000);
    expect(fill(admission, true)).toBe(LEAST_PLACES - SHARE_FOR_ALL * LEAST_PLACES);
  });

  it.each([
    ['a few', 100, LEAST_PLACES],
    ['20,000', 20_000, 20_000 * LONGEST_QUEUE_SECONDS],
    ['a million', 1_000_000, MOST_OPEN_BATCHES],
  ])('has room for a quarter of what was answered in the last second: %s', (_, rate, places) => {
    let now = 0;
    const admission = createAdmission(() => now);
    answer(admission, rate);
    now = 1_500;
    expect(fill(admission, true)).toBe(Math.min(places, MOST_OPEN_BATCHES));
  });

  it('forgets how fast it was when nothing was answered for a second', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    answer(admission, 100_000);
    now = 2_500;
    expect(fill(admission, true)).toBe(LEAST_PLACES);
  });

  it('opens again with each answer', () => {
    const admission = createAdmission(() => 0);
    const leave = admission.enter(EMPTY, false);
    fill(admission, false);
    expect(admission.turnsAway(false)).toBe(true);
    leave?.();
    expect(admission.turnsAway(false)).toBe(false);
  });

  it('asks clients to come the more seldom the fuller it is', () => {
    const admission = createAdmission(() => 0);
    const asked = [0, 0.25, 0.5, 0.75].map((share) => {
      while (!(admission.next(false) >= 60 + 240 * share)) admission.enter(EMPTY, true);
      return admission.next(false);
    });
    expect(asked).toEqual([60, 120, 180, 240]);
  });

  it('asks those whose voices a verdict needs to come back sooner than others', () => {
    const admission = createAdmission(() => 0);
    expect(admission.next(true)).toBe(60);
    while (admission.next(false) < 180) admission.enter(EMPTY, true);
    expect(admission.next(true)).toBe(90);
    fill(admission, true);
    expect([admission.next(true), admission.next(false)]).toEqual([120, 300]);
    expect(createAdmission(() => 0, true).next(true)).toBe(300);
  });

  it('asks those it turns away to stay away the longer the more of them there are', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    expect(admission.retrySeconds()).toBe(RETRY_SECONDS);
    const refuseTimes = (times: number) => {
      answer(admission, 1_000);
      fill(admission, true);
      for (let count = 1; count < 1_000 * times; count += 1) admission.turnsAway(true);
      now += 1_000;
    };
    refuseTimes(4);
    expect(admission.retrySeconds()).toBe(4 * RETRY_SECONDS);
    refuseTimes(100);
    expect(admission.retrySeconds()).toBe(8 * RETRY_SECONDS);
  });
});
