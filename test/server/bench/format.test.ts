import { describe, expect, it } from 'vitest';
import {
  about,
  part,
  percent,
  rate,
  ratio,
  short,
  table,
} from '../../../bench/verdict/report/format.ts';
import { delayTarget } from '../../../bench/verdict/report/targets/target.ts';

const delays = (mean: number, error: number) => ({
  ...{ outages: 100, missed: 0, mean, error },
  ...{ median: mean, p90: mean },
});

describe('figures', () => {
  it.each([
    [short(0), '0'],
    [short(12.345), '12.3'],
    [short(0.01234), '0.012'],
    [short(Number.NaN), '–'],
    [short(null), '–'],
    [ratio(1.005), '1.00'],
    [ratio(undefined), '–'],
    [percent(0.125), '12.5 %'],
    [about(delays(2, 0.5)), '2 ± 0.98 min'],
    // No event in 3.69 years: the upper limit is -ln(.025) over them (Garwood 1936).
    [rate(0, 3.689), '0 a year (0 to 1)'],
    [rate(4, 2), '2 a year (0.545 to 5.1)'],
    // Wilson 1927: 50 of 100 lie between 40.4 and 59.6 %.
    [part(0.5, 100), '50 % (40.4 % to 59.6 %)'],
    [table(['a', 'b'], [['1', '2']]), '| a | b |\n| --- | --- |\n| 1 | 2 |'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('a target for delays', () => {
  it.each([
    [[delays(3, 0), delays(4, 0)], true],
    [[delays(3, 0), delays(4.1, 0), undefined], false],
    [[undefined], null],
  ])('looks at the worst of them', (all, met) => {
    expect(delayTarget('delay', '≤ 4 min', all, 4).met).toBe(met);
  });
});
