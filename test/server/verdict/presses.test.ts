import { describe, expect, it } from 'vitest';
import { pressesOf, weightOfPresses } from '../../../server/verdict/presses.ts';
import { createRecordedFold, feed } from '../../support/fold-series.ts';

/** Half an hour of 30 voices a minute with so many failing and pressing, after quiet. @returns what was told */
function pressed(failed: number, presses: number, usual = 0) {
  const { fold, told } = createRecordedFold();
  for (let minute = 0; minute < 1000; minute += 1) {
    fold.push({ minute, tried: 30, failed: 0, presses: usual });
  }
  told.length = 0;
  for (let minute = 1000; minute < 1030; minute += 1) {
    fold.push({ minute, tried: 30, failed, presses });
  }
  return told;
}

describe('presses that count', () => {
  it.each([
    ['one network, whatever it presses', { history: 1, login: 1, page: 1 }, 0],
    ['two networks on one feature', { history: 2 }, 1],
    ['a crowd', { history: 40, login: 3, page: 1 }, 41],
    ['nobody', {}, 0],
  ])('%s', (_, said, expected) => {
    expect(pressesOf(said)).toBe(expected);
  });
});

describe('the weight of presses', () => {
  it.each([
    ['none', 0, 0, 0],
    ['as many as usual', 20, 20, 0],
    ['a few more than usual', 24, 20, 0],
    ['any flood', 100_000, 0, 3],
  ])('of %s is bounded', (_, presses, usual, expected) => {
    expect(weightOfPresses(presses, usual)).toBe(expected);
  });

  it('grows with the surprise', () => {
    const weights = [2, 3, 4, 5].map((presses) => weightOfPresses(presses, 0));
    expect(weights).toEqual(weights.toSorted((a, b) => a - b));
    expect(weights[0]).toBeLessThan(1);
    expect(weights[3]).toBe(3);
  });
});

describe('in the fold', () => {
  it('presses alone, however many, raise nothing', () => {
    expect(pressed(0, 1000)).toEqual([]);
  });

  it('with failing voices they raise suspicion sooner', () => {
    const [quietly] = pressed(3, 0);
    const [loudly] = pressed(3, 20);
    expect(loudly).toMatchObject({ state: 'degraded', level: 'suspected' });
    expect(loudly?.minute).toBeLessThan(quietly?.minute ?? 0);
  });

  it('they confirm nothing', () => {
    const levels = (presses: number) => pressed(8, presses).map(({ level }) => level);
    const minuteOf = (presses: number) =>
      pressed(8, presses).find(({ level }) => level === 'confirmed')?.minute;
    expect(levels(1000)).toContain('confirmed');
    expect(minuteOf(1000)).toBe(minuteOf(0));
  });

  it('where people always press, presses are worth nothing', () => {
    expect(pressed(3, 20, 20)[0]?.minute).toBe(pressed(3, 0)[0]?.minute);
  });

  it('a minute without the field is one without presses', () => {
    const with0 = createRecordedFold();
    const without = createRecordedFold();
    feed(without.fold, 0, 300, 30, 1);
    for (let minute = 0; minute < 300; minute += 1) {
      with0.fold.push({ minute, tried: 30, failed: 1, presses: 0 });
    }
    expect(with0.fold.snapshot()).toEqual(without.fold.snapshot());
  });
});
