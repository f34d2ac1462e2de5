import { describe, expect, it } from 'vitest';
import { createFold } from '../../../server/verdict/fold.ts';
import { createRecordedFold, feed } from '../../support/fold-series.ts';

/** A warm fold of a service with 30 voices a minute, none failing, at minute 1000. */
function quiet() {
  const recorded = createRecordedFold();
  const now = feed(recorded.fold, 0, 1000, 30, 0);
  recorded.told.length = 0;
  return { ...recorded, now };
}

describe('a cold service', () => {
  it('is unknown until 300 voices are learned, an hour behind the newest', () => {
    const { fold, told } = createRecordedFold();
    feed(fold, 0, 1000, 30, 0);
    expect(told).toEqual([{ minute: 69, state: 'operational', level: null }]);
  });

  it('takes longer with fewer voices', () => {
    const { fold, told } = createRecordedFold();
    feed(fold, 0, 1000, 3, 0);
    expect(told).toEqual([{ minute: 169, state: 'operational', level: null }]);
  });

  it('is told at once if most of its voices fail', () => {
    const { fold, told } = createRecordedFold();
    feed(fold, 0, 3, 30, 24);
    expect(told).toEqual([{ minute: 0, state: 'outage', level: 'confirmed' }]);
  });

  it('is not alarmed by a rate of 10 %', () => {
    const { fold, told } = createRecordedFold();
    feed(fold, 0, 1000, 30, 3);
    expect(told.map(({ state }) => state)).toEqual(['operational']);
  });
});

describe('the life of an incident', () => {
  it('an outage is confirmed, recovers and ends', () => {
    const { fold, told, now } = quiet();
    const end = feed(fold, now, 60, 30, 24);
    feed(fold, end, 60, 30, 0);
    expect(told.map(({ state, level }) => [state, level])).toEqual([
      ['outage', 'confirmed'],
      ['recovering', 'confirmed'],
      ['operational', null],
    ]);
    const [outage, recovering, operational] = told;
    expect(outage?.minute).toBe(now);
    expect(recovering?.minute).toBeLessThan(end + 4);
    expect(operational?.minute).toBeGreaterThanOrEqual((recovering?.minute ?? 0) + 3);
    expect(operational?.minute).toBeLessThan(end + 15);
  });

  it('a moderate failure is suspected before it is confirmed, and no outage', () => {
    const { fold, told, now } = quiet();
    feed(fold, now, 60, 30, 8);
    expect(told.map(({ state, level }) => [state, level])).toEqual([
      ['degraded', 'suspected'],
      ['degraded', 'confirmed'],
    ]);
  });

  it('two failing networks a minute suspect, and never confirm', () => {
    const { fold, told, now } = quiet();
    feed(fold, now, 300, 12, 2);
    expect(told.map(({ state, level }) => [state, level])).toEqual([['degraded', 'suspected']]);
  });

  it('tells when it probably began', () => {
    const { fold, now } = quiet();
    const began = now + 5;
    feed(fold, feed(fold, now, 5, 30, 0), 30, 30, 4);
    expect(fold.verdict().state).toBe('degraded');
    expect(fold.verdict().since).toBe(began);
  });

  it('keeps its beginning while it recovers, and forgets it afterwards', () => {
    const { fold, told, now } = quiet();
    const end = feed(fold, now, 60, 30, 24);
    feed(fold, end, 3, 30, 0);
    expect(fold.verdict()).toEqual({ state: 'recovering', level: 'confirmed', since: now });
    feed(fold, end + 3, 30, 30, 0);
    expect(fold.verdict()).toEqual({
      state: 'operational',
      level: null,
      since: told.at(-1)?.minute,
    });
  });

  it('a relapse is the same incident', () => {
    const { fold, told, now } = quiet();
    const end = feed(fold, now, 60, 30, 24);
    feed(fold, feed(fold, end, 3, 30, 0), 10, 30, 24);
    expect(told.map(({ state }) => state)).toEqual(['outage', 'recovering', 'outage']);
    expect(fold.verdict().since).toBe(now);
  });

  it('a re-opening within a quarter of an hour is the same incident', () => {
    const { fold, told, now } = quiet();
    let minute = feed(fold, now, 60, 30, 24);
    while (fold.verdict().state !== 'operational') minute = feed(fold, minute, 1, 30, 0);
    feed(fold, feed(fold, minute, 10, 30, 0), 5, 30, 24);
    expect(told.map(({ state }) => state)).toEqual([
      'outage',
      'recovering',
      'operational',
      'outage',
    ]);
    expect(fold.verdict().since).toBe(now);
  });

  it('a later one is another', () => {
    const { fold, now } = quiet();
    const again = feed(fold, feed(fold, now, 60, 30, 24), 90, 30, 0);
    feed(fold, again, 5, 30, 24);
    expect(fold.verdict().since).toBe(again);
  });

  it('a long tail is recovering for an hour, then degraded, without a row of flips', () => {
    const { fold, told, now } = quiet();
    feed(fold, feed(fold, now, 60, 30, 24), 200, 30, 3);
    expect(told.map(({ state }) => state)).toEqual(['outage', 'recovering', 'degraded']);
    const [, recovering, degraded] = told;
    expect((degraded?.minute ?? 0) - (recovering?.minute ?? 0)).toBe(60);
  });

  it('teaches nothing', () => {
    const { fold, now } = quiet();
    const before = fold.snapshot().baseline;
    feed(fold, now, 300, 30, 24);
    expect(fold.snapshot().baseline.failures).toBe(before.failures);
  });
});

describe('the new normal', () => {
  it('is an incident that was no outage for a day', () => {
    const { fold, told, now } = quiet();
    feed(fold, now, 3 * 1440, 30, 3);
    const last = told.at(-1);
    expect(last?.state).toBe('operational');
    expect(last?.minute).toBeGreaterThan(now + 1400);
    expect(last?.minute).toBeLessThan(now + 1500);
  });

  it('is never an outage', () => {
    const { fold, told, now } = quiet();
    feed(fold, now, 3 * 1440, 30, 24);
    expect(told.map(({ state }) => state)).toEqual(['outage']);
  });

  it('is what a day of a long tail leaves, even after an outage', () => {
    const { fold, told, now } = quiet();
    feed(fold, feed(fold, now, 60, 30, 24), 3 * 1440, 30, 3);
    expect(told.at(-1)?.state).toBe('operational');
  });
});

describe('the order of minutes', () => {
  it('more failures than voices count as all', () => {
    const a = createFold();
    const b = createFold();
    a.push({ minute: 5, tried: 30, failed: 90 });
    b.push({ minute: 5, tried: 30, failed: 30 });
    expect(a.snapshot()).toEqual(b.snapshot());
  });

  it.each([5, 4, 6.5, Number.NaN])('refuses minute %d after minute 5', (minute) => {
    const fold = createFold();
    fold.push({ minute: 5, tried: 1, failed: 0 });
    expect(() => fold.push({ minute, tried: 1, failed: 0 })).toThrow(RangeError);
  });

  it('does nothing when asked to advance to the past', () => {
    const fold = createFold();
    fold.push({ minute: 5, tried: 1, failed: 0 });
    const before = fold.snapshot();
    fold.advanceTo(3);
    expect(fold.snapshot()).toEqual(before);
  });
});
