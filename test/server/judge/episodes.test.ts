import { describe, expect, it } from 'vitest';
import type { Level, State } from '../../../lib/protocol/vocabulary.ts';
import { episodesOf } from '../../../server/judge/episodes-of.ts';
import { toldOf } from '../../../server/judge/told-of.ts';
import type { Announcement, Transition } from '../../../server/store/store.ts';

type Told = [minute: number, state: State, since?: number, level?: Level];

function changes(...all: Told[]): readonly Transition[] {
  return all.map(([minute, state, since, level = 'confirmed']) => ({
    service: 'alpha',
    minute,
    state,
    level: since === undefined ? null : level,
    since: since ?? null,
    rho: since === undefined ? null : 0.02,
  }));
}

describe('episodes', () => {
  it('last from the first sign of trouble to the calm after it, and keep the worst of it', () => {
    const [episode, ...more] = episodesOf(
      changes(
        [90, 'operational'],
        [103, 'degraded', 100, 'suspected'],
        [104, 'outage', 100],
        [130, 'recovering', 100],
        [140, 'operational'],
      ),
      1000,
    );
    expect(more).toEqual([]);
    expect(episode).toEqual({
      service: 'alpha',
      since: 100,
      changed: 140,
      state: 'operational',
      worst: 'outage',
      level: 'confirmed',
      rho: 0.02,
      ended: 140,
      end: 'recovered',
    });
  });

  it('are open while trouble lasts', () => {
    const [episode] = episodesOf(changes([103, 'degraded', 100, 'suspected']), 900);
    expect(episode).toMatchObject({
      ended: null,
      end: null,
      worst: 'degraded',
      level: 'suspected',
    });
  });

  it('go on when the fold says that it is the same incident again', () => {
    const episodes = episodesOf(
      changes(
        [103, 'outage', 100],
        [120, 'operational'],
        [134, 'degraded', 100, 'suspected'],
        [150, 'operational'],
        [170, 'outage', 166],
      ),
      200,
    );
    expect(episodes.map(({ since, ended }) => [since, ended])).toEqual([
      [100, 150],
      [166, null],
    ]);
  });

  it('are only hidden by a short silence', () => {
    const story: Told[] = [
      [103, 'outage', 100],
      [120, 'unknown'],
    ];
    expect(episodesOf(changes(...story), 179)[0]).toMatchObject({ ended: null, state: 'outage' });
    const back = episodesOf(changes(...story, [175, 'outage', 100]), 900);
    expect(back).toMatchObject([{ ended: null, changed: 175 }]);
    const calm = episodesOf(changes(...story, [170, 'operational']), 900);
    expect(calm).toMatchObject([{ ended: 170, end: 'recovered' }]);
  });

  it('end unseen, where they were seen last, after an hour without enough voices', () => {
    const story: Told[] = [
      [103, 'outage', 100],
      [120, 'unknown'],
    ];
    const unseen = { ended: 120, end: 'unseen', changed: 180 };
    expect(episodesOf(changes(...story), 180)).toMatchObject([unseen]);
    expect(episodesOf(changes(...story, [300, 'operational']), 900)).toMatchObject([unseen]);
    expect(episodesOf(changes(...story, [300, 'outage', 290]), 900)).toMatchObject([
      { ended: 120, end: 'unseen' },
      { since: 290, ended: null },
    ]);
  });

  it('leave out changes of a time when nobody wrote down their beginning', () => {
    const old = changes([103, 'outage', 100]).map((change) => ({ ...change, since: null }));
    expect(episodesOf(old, 200)).toEqual([]);
  });
});

describe('when an episode was told', () => {
  const episodes = episodesOf(
    changes([103, 'outage', 100], [120, 'operational'], [170, 'outage', 166]),
    200,
  );
  const said = (minute: number, since: number, level: Level = 'confirmed'): Announcement => ({
    service: 'alpha',
    minute,
    since,
    level,
  });
  const told = (...all: Announcement[]) =>
    [...toldOf(all, episodes)].map(([{ since }, when]) => [since, when]);

  it('is the first announcement at any level, and the first as confirmed', () => {
    expect(told(said(103, 100, 'suspected'), said(105, 100), said(171, 166))).toEqual([
      [100, { first: 103, confirmed: 105 }],
      [166, { first: 171, confirmed: 171 }],
    ]);
  });

  it('is found when late reports have moved the beginning since', () => {
    expect(told(said(103, 99), said(104, 100))).toEqual([[100, { first: 103, confirmed: 103 }]]);
  });

  it('is not what was taken back', () => {
    expect(told(said(150, 149))).toEqual([]);
    expect(told(said(60, 58))).toEqual([]);
  });
});
