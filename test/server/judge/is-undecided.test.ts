import { expect, it } from 'vitest';
import { isUndecided } from '../../../server/judge/is-undecided.ts';

it.each([
  ['nobody speaks', { state: 'unknown', level: null, failed: 0 }, false],
  ['some fail and too few speak', { state: 'unknown', level: null, failed: 2 }, true],
  ['a few fail of many', { state: 'operational', level: null, failed: 5 }, false],
  ['an incident is only suspected', { state: 'degraded', level: 'suspected', failed: 9 }, true],
  ['an incident is sure', { state: 'outage', level: 'confirmed', failed: 900 }, false],
  ['a sure incident may be over', { state: 'recovering', level: 'confirmed', failed: 3 }, true],
] as const)('more voices would decide where %s: %s', (_, status, decided) => {
  expect(isUndecided(status)).toBe(decided);
});

it('nothing is open about a service that nothing is said of', () => {
  expect(isUndecided(undefined)).toBe(false);
});
