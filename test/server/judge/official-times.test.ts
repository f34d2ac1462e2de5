import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES, type State } from '../../../lib/protocol/vocabulary.ts';
import { officialOf } from '../../../server/judge/official-of.ts';
import { leadOf, officialTimes } from '../../../server/judge/official-times.ts';
import type { OfficialChange } from '../../../server/official/official-word.ts';

function word(
  minute: number,
  state: State,
  publishedMinute: number | null = null,
  title: string | null = null,
  incident: string | null = null,
): OfficialChange {
  return { service: 'alpha', state, minute, incident, title, publishedMinute };
}

const timesOf = (changes: readonly OfficialChange[], ended: number | null = null) =>
  officialTimes(changes, 100, ended).times;

describe('what the vendor said of an incident that began in minute 100', () => {
  const fine = word(10, 'operational');

  it('is its first word of trouble and that it is over, by its own clock where it tells', () => {
    const story = [fine, word(118, 'degraded', 115, 'Errors'), word(150, 'operational')];
    expect(timesOf(story)).toEqual({ posted: 115, exact: true, resolved: 150, title: 'Errors' });
  });

  it('is when the server saw it, where the vendor tells no time or one that is still to come', () => {
    expect(timesOf([fine, word(118, 'outage')])).toMatchObject({ posted: 118, exact: true });
    expect(timesOf([fine, word(118, 'outage', 999)])).toMatchObject({ posted: 118, exact: true });
  });

  it('is a stretch that began before, if it lasted until then', () => {
    expect(timesOf([word(50, 'degraded', 40), word(120, 'operational')])).toMatchObject({
      posted: 40,
      resolved: 120,
    });
    const early = [word(50, 'degraded', 40), word(90, 'operational')];
    expect(timesOf(early)).toMatchObject({ posted: null });
  });

  it('goes on while the page changes its word or cannot be read', () => {
    const story = [
      fine,
      word(118, 'degraded', 115),
      word(125, 'unknown'),
      word(130, 'outage', 128, 'Outage', 'i1'),
      word(150, 'recovering', 149),
    ];
    expect(timesOf(story)).toEqual({ posted: 115, exact: true, resolved: null, title: 'Outage' });
  });

  it('is what it posted about it, not what it had on its page for days', () => {
    const old = word(-3000, 'degraded', -3001, 'Slow files', 'i1');
    const story = [old, word(112, 'outage', 110, 'Outage', 'i2'), word(150, 'operational')];
    expect(timesOf(story)).toEqual({ posted: 110, exact: true, resolved: 150, title: 'Outage' });
    expect(timesOf([old])).toMatchObject({ posted: -3001, title: 'Slow files' });
    const again = [word(96, 'degraded', 95, 'First', 'i1'), word(112, 'outage', 110, 'More', 'i2')];
    expect(timesOf(again)).toMatchObject({ posted: 95, title: 'First' });
  });

  it('does not say when it came if the page could not be read before and tells no time', () => {
    expect(timesOf([word(118, 'degraded')])).toMatchObject({ posted: 118, exact: false });
    expect(timesOf([word(118, 'degraded', 115)])).toMatchObject({ posted: 115, exact: true });
  });

  it('is that nothing was posted, or that nobody could read it', () => {
    expect(timesOf([fine])).toEqual({ posted: null, exact: true, resolved: null, title: null });
    expect(timesOf([])).toBeNull();
    expect(timesOf([fine, word(90, 'unknown')])).toBeNull();
    expect(timesOf([fine, word(90, 'unknown'), word(110, 'operational')])).not.toBeNull();
  });

  it('may come up to an hour after the end', () => {
    expect(timesOf([fine, word(190, 'degraded')], 130)).toMatchObject({ posted: 190 });
    expect(timesOf([fine, word(191, 'degraded')], 130)).toMatchObject({ posted: null });
  });
});

describe('the lead', () => {
  const official = { posted: 114, exact: true, resolved: null, title: null };

  it.each([
    ['from when we told that it is confirmed', 100, official, 14],
    ['none if we never confirmed it', null, official, null],
    ['none if the vendor was first', 120, official, null],
    ['none in the same minute', 114, official, null],
    ['none while the vendor says nothing', 100, { ...official, posted: null }, null],
    ['none if the page could not be read before', 100, { ...official, exact: false }, null],
    ['none if it cannot be read', 100, null, null],
  ])('counts %s', (_, confirmed, times, lead) => {
    expect(leadOf(confirmed, times)).toBe(lead);
  });

  it('is never more than the time from our word to when the server saw the vendor’s', () => {
    const minute = fc.integer({ min: 0, max: 300 });
    const story = fc.array(
      fc.record({
        minute,
        state: fc.constantFrom(...STATES),
        publishedMinute: fc.option(fc.integer({ min: 0, max: 400 })),
      }),
    );
    fc.assert(
      fc.property(story, minute, fc.option(minute), (told, confirmed, ended) => {
        const changes = told
          .toSorted((a, b) => a.minute - b.minute)
          .map((each) => word(each.minute, each.state, each.publishedMinute));
        const lead = leadOf(confirmed, officialTimes(changes, 100, ended).times);
        const last = changes.at(-1)?.minute ?? 0;
        if (lead !== null) expect(lead).toBeLessThanOrEqual(last - confirmed);
      }),
    );
  });
});

describe('the vendor’s word in the status', () => {
  const now = Date.UTC(2026, 1, 3, 19, 48);
  const url = 'https://status.example.com';
  const said = { state: 'degraded', since: '2026-02-03T19:47:00.000Z', url } as const;
  const read = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

  it('is unknown before anything was read', () => {
    const unread = { state: 'unknown', since: null, url, checked: null };
    expect(officialOf(undefined, url, now)).toEqual(unread);
    expect(officialOf({ ...said, checked: null }, url, now)).toEqual(unread);
  });

  it('holds for 15 minutes', () => {
    const fresh = { ...said, checked: read(15) };
    expect(officialOf(fresh, url, now)).toEqual(fresh);
    const stale = { ...said, checked: read(16) };
    expect(officialOf(stale, url, now)).toEqual({ ...stale, state: 'unknown', since: null });
  });

  it('has no text of the vendor', () => {
    const incident = { id: 'x', title: 'Errors', publishedAt: null };
    const own = officialOf({ ...said, checked: read(1), incident }, url, now);
    expect(Object.keys(own)).toEqual(['state', 'since', 'url', 'checked']);
  });
});
