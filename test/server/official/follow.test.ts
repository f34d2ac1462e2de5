import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import {
  AGES_AFTER_MS,
  aged,
  changeOf,
  type Followed,
  follow,
  NOTHING_YET,
  resumed,
  wordOf,
} from '../../../server/official/follow.ts';
import type { OfficialChange } from '../../../server/official/official-word.ts';
import {
  OPERATIONAL,
  type Reading,
  UNREAD_REASONS,
  unread,
} from '../../../server/official/reading.ts';
import { NOW } from './fixtures.ts';

const MINUTE = 60_000;

const outage = (since: number | null = NOW - 10 * MINUTE, id = 'a'): Reading => ({
  isRead: true,
  state: 'outage',
  since,
  incident: { id, title: 'It is down', publishedAt: since },
});

/** Reads one word after another, a minute apart. */
function following(...readings: readonly Reading[]): Followed {
  return readings.reduce(
    (before, reading, index) => follow(before, reading, NOW + index * MINUTE),
    NOTHING_YET,
  );
}

describe('a vendor’s word', () => {
  it('is unknown before anything was read', () => {
    expect(wordOf(NOTHING_YET, 'https://status.example.com')).toEqual({
      state: 'unknown',
      since: null,
      url: 'https://status.example.com',
      checked: null,
    });
  });

  it('is since the vendor’s own time, or else since we saw it', () => {
    expect(following(outage()).since).toBe(NOW - 10 * MINUTE);
    expect(following(outage(null)).since).toBe(NOW);
    expect(following(OPERATIONAL).since).toBe(NOW);
  });

  it('keeps its time while it stays the same', () => {
    expect(following(OPERATIONAL, OPERATIONAL, OPERATIONAL)).toMatchObject({
      state: 'operational',
      since: NOW,
      checkedAt: NOW + 2 * MINUTE,
    });
    expect(following(outage(null), outage(NOW - MINUTE)).since).toBe(NOW);
  });

  it('changes within an incident when we see it', () => {
    const recovering: Reading = { ...outage(), state: 'recovering' } as Reading;
    expect(following(outage(), recovering)).toMatchObject({
      state: 'recovering',
      since: NOW + MINUTE,
    });
  });

  it('begins anew with another incident', () => {
    expect(following(outage(), outage(NOW - MINUTE, 'b'))).toMatchObject({
      since: NOW - MINUTE,
      incident: { id: 'b' },
    });
  });

  it('says it all in the form that others are given', () => {
    expect(wordOf(following(outage()), 'https://status.example.com')).toEqual({
      state: 'outage',
      since: '2026-11-24T14:50:00.000Z',
      url: 'https://status.example.com',
      checked: '2026-11-24T15:00:00.000Z',
      incident: { id: 'a', title: 'It is down', publishedAt: '2026-11-24T14:50:00.000Z' },
    });
  });
});

describe('a page that can not be read', () => {
  const SAYING_NOTHING = ['wrong-page', 'abandoned', 'part-missing', 'unknown-word'];

  it.each(UNREAD_REASONS)('never makes anything work: %s', (reason) => {
    expect(following(unread(reason)).state).toBe('unknown');
    expect(following(outage(), unread(reason)).state).toBe(
      SAYING_NOTHING.includes(reason) ? 'unknown' : 'outage',
    );
    expect(following(OPERATIONAL, unread(reason)).checkedAt).toBe(NOW);
  });

  it('leaves the last word for 15 minutes, with its time', () => {
    const last = following(OPERATIONAL);
    expect(aged(last, NOW + AGES_AFTER_MS - 1)).toBe(last);
    expect(aged(last, NOW + AGES_AFTER_MS)).toEqual({ ...NOTHING_YET, checkedAt: NOW });
    expect(aged(last, NOW - AGES_AFTER_MS).state).toBe('unknown');
    const silence = Array.from({ length: 20 }, () => unread('timeout'));
    expect(following(OPERATIONAL, ...silence)).toMatchObject({ state: 'unknown', since: null });
  });

  it('is believed again as soon as it can be', () => {
    expect(following(outage(), unread('unknown-word'), outage())).toMatchObject({
      state: 'outage',
      since: NOW - 10 * MINUTE,
    });
  });
});

describe('a service that is said to be restored', () => {
  const restored = (since: number | null): Reading => ({
    ...{ isRead: true, state: 'recovering', since, fadesAfter: 30 * MINUTE },
    incident: { id: 'r', title: 'Restored', publishedAt: since },
  });

  it.each([
    ['with', NOW],
    ['without', null],
  ])('is recovering for 30 minutes, then it works, %s a time of its own', (_, since) => {
    const half = Array.from({ length: 30 }, () => restored(since));
    expect(following(...half).state).toBe('recovering');
    expect(following(...half, restored(since))).toMatchObject({
      state: 'operational',
      since: NOW + 30 * MINUTE,
      incident: null,
    });
    expect(following(...half, ...half)).toMatchObject({
      state: 'operational',
      since: NOW + 30 * MINUTE,
    });
  });

  it('counts from when we saw it, not from when the trouble was first told', () => {
    const trouble: Reading = {
      ...{ isRead: true, state: 'degraded', since: NOW - 300 * MINUTE },
      incident: { id: 'r', title: 'Trouble', publishedAt: NOW - 300 * MINUTE },
    };
    expect(following(trouble, restored(NOW - 300 * MINUTE)).state).toBe('recovering');
  });

  it('that fails again fails', () => {
    const over = Array.from({ length: 40 }, () => restored(NOW));
    expect(following(...over, outage()).state).toBe('outage');
  });
});

describe('a change', () => {
  const stored = (change: Partial<OfficialChange> = {}): OfficialChange => ({
    service: 'chatgpt',
    state: 'outage',
    minute: minuteOf(NOW) - 5,
    incident: 'a',
    title: 'It is down',
    publishedMinute: minuteOf(NOW) - 10,
    ...change,
  });

  it('is kept with the vendor’s times and ours', () => {
    expect(changeOf('chatgpt', undefined, following(outage()), NOW)).toEqual(
      stored({ minute: minuteOf(NOW) }),
    );
    expect(changeOf('chatgpt', stored(), following(OPERATIONAL), NOW)).toEqual(
      stored({
        ...{ state: 'operational', minute: minuteOf(NOW) },
        ...{ incident: null, title: null, publishedMinute: null },
      }),
    );
  });

  it('is one of state or of incident', () => {
    expect(changeOf('chatgpt', stored(), following(outage()), NOW)).toBeNull();
    expect(changeOf('chatgpt', stored({ incident: 'b' }), following(outage()), NOW)).not.toBeNull();
    expect(changeOf('chatgpt', undefined, NOTHING_YET, NOW)).toBeNull();
    expect(changeOf('chatgpt', stored(), NOTHING_YET, NOW)).toMatchObject({ state: 'unknown' });
  });

  it('that was stored before a restart is gone on from, when the page still says so', () => {
    const since = (minutes: number) => NOW - (NOW % MINUTE) - minutes * MINUTE;
    expect(follow(resumed(stored(), outage(null)), outage(null), NOW).since).toBe(since(10));
    const untold = stored({ publishedMinute: null });
    expect(follow(resumed(untold, outage(null)), outage(null), NOW).since).toBe(since(5));
    expect(resumed(stored(), OPERATIONAL)).toBe(NOTHING_YET);
    expect(resumed(stored(), unread('timeout'))).toBe(NOTHING_YET);
    expect(resumed(undefined, outage())).toBe(NOTHING_YET);
  });
});
