import { describe, expect, it } from 'vitest';
import { summarise } from '../../../bench/verdict/metrics/delays.ts';
import { countIncidents } from '../../../bench/verdict/metrics/false-alarms.ts';
import {
  alarmsAt,
  HourlyPeaks,
  thresholdFor,
  yearsOf,
} from '../../../bench/verdict/metrics/hourly-peaks.ts';
import { Passage } from '../../../bench/verdict/metrics/passage.ts';
import { poissonInterval } from '../../../bench/verdict/metrics/poisson-interval.ts';
import { fateOf, type Told } from '../../../bench/verdict/ours/course.ts';

describe('alarms', () => {
  it('of neighbouring hours are one, and one that lasts counts again each day', () => {
    expect(alarmsAt([[0, 5, 5, 0, 5, 0]], 5)).toBe(2);
    expect(alarmsAt([new Array<number>(72).fill(5)], 5)).toBe(3);
    expect(alarmsAt([[5], [5]], 5)).toBe(2);
  });

  it('are those of the highest score of each hour', () => {
    const peaks = new HourlyPeaks();
    for (let minute = 0; minute < 180; minute += 1) peaks.add(minute === 70 ? 9 : minute % 3);
    expect(peaks.hours).toEqual([2, 9, 2]);
    expect(yearsOf([peaks.hours])).toBeCloseTo(180 / 525_600, 12);
  });

  it.each([
    ['no alarm', 0, 9],
    ['one alarm', 1, 7],
    ['two alarms, of which two tie', 2, 7],
    ['three alarms', 3, 5],
  ])('%s: the lowest threshold, on the careful side of ties', (_, allowed, above) => {
    const series = [[1, 9, 1, 7, 1, 7, 1, 5, 1]];
    const threshold = thresholdFor(series, allowed);
    expect(threshold).toBeGreaterThan(above);
    expect(threshold).toBeLessThan(above + 0.001);
    expect(alarmsAt(series, threshold)).toBeLessThanOrEqual(allowed);
  });
});

it.each([
  [0, 0, 3.689],
  [1, 0.0253, 5.572],
  [10, 4.795, 18.39],
])('%d events fit rates from %d to %d (Garwood 1936)', (count, low, high) => {
  const [from, to] = poissonInterval(count, 1);
  expect(from).toBeCloseTo(low, 2);
  expect(to).toBeCloseTo(high, 2);
  expect(poissonInterval(count, 2)[1]).toBeCloseTo(high / 2, 2);
});

it('a passage knows the delay at any threshold', () => {
  const passage = new Passage(1);
  for (const [minute, score] of [2, 1, 5, 4, 8].entries()) passage.add(minute, score);
  expect([1, 2, 3, 5, 6, 9].map((threshold) => passage.delayAt(threshold))).toEqual([
    undefined,
    1,
    3,
    3,
    5,
    null,
  ]);
});

it('delays count what was missed with the time there was', () => {
  expect(summarise([1, 3, null, 2], 60)).toEqual({
    outages: 4,
    missed: 0.25,
    mean: 16.5,
    // The root of 2525 / 3 / 4: squared distances from the mean, over n - 1, over n.
    error: expect.closeTo(14.506, 3),
    median: 3,
    p90: 60,
  });
});

it('an incident counts once, however often it changes', () => {
  const count = countIncidents();
  count.hear(9, { state: 'degraded', level: 'suspected', since: 7 });
  count.hear(10, { state: 'degraded', level: 'confirmed', since: 7 });
  expect(count.isOpen()).toBe(true);
  count.hear(12, { state: 'outage', level: 'confirmed', since: 7 });
  count.hear(30, { state: 'operational', level: null, since: 30 });
  count.hear(40, { state: 'degraded', level: 'suspected', since: 39 });
  count.hear(50, { state: 'unknown', level: null, since: null });
  expect(count.counted()).toEqual({ alarms: 2, confirmed: 1, outages: 1, changes: 6 });
  expect(count.isOpen()).toBe(false);
});

describe('the fate of an incident of 60 minutes', () => {
  const told = (...changes: [number, Told['state'], Told['level']][]): Told[] =>
    changes.map(([at, state, level]) => ({ at, state, level }));

  it('that is noticed, confirmed and over', () => {
    const course = told(
      [1, 'degraded', 'suspected'],
      [2, 'degraded', 'confirmed'],
      [4, 'outage', 'confirmed'],
      [62, 'recovering', 'confirmed'],
      [66, 'operational', null],
    );
    expect(fateOf(course, 60)).toEqual({
      noticed: 2,
      confirmed: 3,
      outage: 5,
      recovering: 3,
      operational: 7,
      transitions: 4,
      lines: 5,
      liftedEarly: false,
    });
  });

  it('that is called over too soon', () => {
    const fate = fateOf(told([5, 'degraded', 'suspected'], [40, 'operational', null]), 60);
    expect(fate).toMatchObject({ noticed: 6, confirmed: null, operational: 0, liftedEarly: true });
  });

  it('that nobody noticed in time', () => {
    expect(fateOf(told([70, 'degraded', 'suspected']), 60).noticed).toBeNull();
  });
});
