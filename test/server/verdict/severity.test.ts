import { expect, it } from 'vitest';
import { noRecent, remember } from '../../../server/verdict/recent.ts';
import {
  certainShare,
  createSeverityTest,
  isOutage,
  recentSeverity,
} from '../../../server/verdict/severity.ts';

const test = createSeverityTest(0.01, 0.01);

function hour(tried: number, failed: number, before = 0) {
  const recent = noRecent();
  for (let minute = 0; minute < 60; minute += 1) {
    remember(recent, { minute, tried, failed: minute < 50 ? before : failed });
  }
  return recent;
}

it.each([
  ['80 % of 30 voices', 30, 24, true],
  ['80 % of 5 voices', 5, 4, true],
  ['60 % of 5 voices', 5, 3, false],
  ['everyone of 5 voices', 5, 5, true],
  ['half of 30 voices', 30, 15, true],
  ['30 % of 300 voices', 300, 90, false],
  ['15 % of 300 voices', 300, 45, false],
  ['two liars among three', 3, 2, false],
])('ten minutes of %s (%d, %d failing): outage %s', (_, tried, failed, expected) => {
  expect(isOutage(recentSeverity(hour(tried, failed), 59, 0, test))).toBe(expected);
});

it('asks for more where the share drifts', () => {
  const nervous = createSeverityTest(0.01, 0.06);
  const recent = hour(30, 14);
  expect(isOutage(recentSeverity(recent, 59, 0, test))).toBe(true);
  expect(isOutage(recentSeverity(recent, 59, 0, nervous))).toBe(false);
});

it('sees an outage in the newest minute alone', () => {
  const recent = hour(100, 2, 2);
  remember(recent, { minute: 60, tried: 100, failed: 80 });
  expect(isOutage(recentSeverity(recent, 60, 0, test))).toBe(true);
});

it('leaves out what belongs to an earlier episode', () => {
  const recent = hour(100, 80);
  remember(recent, { minute: 60, tried: 100, failed: 2 });
  expect(isOutage(recentSeverity(recent, 60, 0, test))).toBe(true);
  expect(isOutage(recentSeverity(recent, 60, 60, test))).toBe(false);
});

it('takes a peak below the observed share, nearer the more voices there are', () => {
  const few = certainShare(hour(3, 2), 59, 0, 0.01);
  const many = certainShare(hour(300, 200), 59, 0, 0.01);
  expect(few).toBeLessThan(0.6);
  expect(many).toBeGreaterThan(0.62);
  expect(many).toBeLessThan(2 / 3);
});

it('has no peak without voices', () => {
  expect(certainShare(noRecent(), 59, 0, 0.01)).toBe(0);
});
