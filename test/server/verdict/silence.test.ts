import { describe, expect, it } from 'vitest';
import { createRecordedFold, createWarmFold, feed, type Told } from '../../support/fold-series.ts';

const START = 2 * 1440;

/** Changes told from `from` on. */
function since(told: readonly Told[], from: number): Told[] {
  return told.filter(({ minute }) => minute >= from);
}

describe('a service with voices', () => {
  it.each([
    ['3 a minute is unknown after 15 silent minutes', 3, 15],
    ['30 a minute is unknown after 5', 30, 5],
  ])('%s', (_, tried, minutes) => {
    const { fold, told } = createRecordedFold();
    const end = feed(fold, 0, 700, tried, 0);
    fold.advanceTo(end + 14 * 1440);
    expect(since(told, end)).toEqual([
      { minute: end + minutes - 1, state: 'unknown', level: null },
    ]);
  });

  it('comes back with the first voice after a short silence', () => {
    const { fold, told } = createRecordedFold();
    const end = feed(fold, 0, 700, 30, 0);
    const back = end + 7;
    feed(fold, back, 1, 30, 0);
    expect(since(told, end).at(-1)).toEqual({ minute: back, state: 'operational', level: null });
  });

  it('comes back only with 12 voices after a long one', () => {
    const { fold, told } = createRecordedFold();
    const end = feed(fold, 0, 700, 3, 0);
    const back = end + 300;
    feed(fold, back, 10, 2, 0);
    expect(since(told, end).at(-1)).toEqual({
      minute: back + 5,
      state: 'operational',
      level: null,
    });
  });

  it('is unknown below 7 voices in half an hour', () => {
    const { fold, told } = createRecordedFold();
    const end = feed(fold, 0, 700, 3, 0);
    for (let at = 0; at < 60; at += 5) feed(fold, end + at, 1, 1, 0);
    // Of the 30 minutes up to end + 29, voices came in the minutes 0, 5, 10, 15, 20 and 25.
    expect(since(told, end)).toEqual([{ minute: end + 29, state: 'unknown', level: null }]);
  });
});

it('a voice every 12 minutes is unknown for ever', () => {
  const { fold, told } = createRecordedFold();
  for (let minute = 0; minute < 30 * 1440; minute += 12) {
    fold.push({ minute, tried: 1, failed: minute % 600 === 0 ? 1 : 0 });
  }
  expect(told).toEqual([]);
});

it('six silent days raise nothing', () => {
  const fold = createWarmFold(30, 'over-dispersed', 1);
  fold.advanceTo(START + 6 * 1440);
  const back = feed(fold, START + 6 * 1440 + 1, 30, 30, 1);
  expect(fold.verdict().state).toBe('operational');
  expect(back).toBe(START + 6 * 1440 + 31);
});

it('a silence of less than an hour only hides an incident', () => {
  const { fold, told } = createRecordedFold();
  const end = feed(fold, feed(fold, 0, 700, 30, 0), 20, 30, 25);
  const began = fold.verdict().since;
  feed(fold, end + 50, 1, 30, 25);
  expect(since(told, end).map(({ state }) => state)).toEqual(['unknown', 'outage']);
  expect(fold.verdict().since).toBe(began);
});

it('a silence of an hour closes it unseen', () => {
  const { fold, told } = createRecordedFold();
  const end = feed(fold, feed(fold, 0, 700, 30, 0), 20, 30, 25);
  feed(fold, end + 60, 30, 30, 0);
  expect(since(told, end).map(({ state }) => state)).toEqual(['unknown', 'operational']);
});

it('a gap of a billion minutes is bridged at once', () => {
  const { fold, told } = createRecordedFold();
  const end = feed(fold, 0, 700, 30, 0);
  fold.advanceTo(1_000_000_000);
  expect(since(told, end)).toHaveLength(1);
  expect(fold.snapshot().minute).toBe(1_000_000_000);
});
