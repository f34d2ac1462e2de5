import { describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../../lib/protocol/status.ts';
import { type CrowdCondition, crowdOf } from '../../../lib/status/crowd.ts';
import type { OwnCondition } from '../../../lib/status/own.ts';
import { everyonesSide, officialSide, yourSide } from '../../../lib/status/sides.ts';
import { ago, buildView, CROWDS, NOW, OWNS, withStatus } from '../../support/build-view.ts';

const at = (iso: string) => Date.parse(iso);

describe('your side', () => {
  it.each<[OwnCondition, string, string | null, number | null]>([
    ['failing', 'yours', 'at', ago(2)],
    ['unclear', 'yours', 'at', ago(2)],
    ['limit', 'yours', 'at', ago(2)],
    ['offline', 'yours', null, null],
    ['recovered', 'good', 'at', ago(1)],
    ['fine', 'good', 'at', ago(1)],
    ['idle', 'unknown', null, null],
    ['lost', 'unknown', null, null],
    ['off', 'unknown', null, null],
  ])('%s looks %s', (own, tone, time, when) => {
    const side = yourSide(buildView(OWNS[own]), 'chatgpt', NOW);
    expect(side).toEqual({ word: own, tone, time, at: when });
  });
});

describe('everyone’s side', () => {
  const sideOf = (crowd: CrowdCondition) => {
    const view = buildView(CROWDS[crowd]);
    return everyonesSide(view, crowdOf(view, 'chatgpt', NOW));
  };

  it.each(['outage', 'degraded', 'suspected', 'recovering'] as const)(
    'tells since when there is trouble: %s',
    (crowd) => {
      const since = at('2026-02-03T21:02:00Z');
      expect(sideOf(crowd)).toEqual({ word: crowd, tone: crowd, time: 'since', at: since });
    },
  );

  it.each([
    ['operational', 'good', ago(1)],
    ['few', 'unknown', ago(1)],
    ['stale', 'unknown', ago(6)],
  ] as const)('tells when the count was read: %s', (crowd, tone, when) => {
    expect(sideOf(crowd)).toEqual({ word: crowd, tone, time: 'read', at: when });
  });

  it('has no time while nothing was read', () => {
    expect(sideOf('unfetched')).toEqual({
      word: 'unfetched',
      tone: 'unknown',
      time: null,
      at: null,
    });
  });
});

describe('the vendor’s side', () => {
  const CHECKED = '2026-02-03T21:09:00Z';
  const base = { since: null, url: 'https://status.openai.com', checked: CHECKED };
  const sideOf = (official: ServiceStatus['official'], more: Partial<ServiceStatus> = {}) => {
    const view = buildView(withStatus({ chatgpt: { official, ...more } }));
    return officialSide(crowdOf(view, 'chatgpt', NOW));
  };

  it('still says that all is fine while people fail', () => {
    const fine = { ...base, state: 'operational' } as const;
    const outage = { state: 'outage', level: 'confirmed' } as const;
    const read = { tone: 'good', time: 'read', at: at(CHECKED) };
    expect(sideOf(fine, outage)).toEqual({ word: 'still-fine', ...read });
    expect(sideOf(fine)).toEqual({ word: 'operational', ...read });
  });

  it('tells since when it admits trouble', () => {
    const since = '2026-02-03T21:08:00Z';
    const expected = { tone: 'degraded', time: 'since', at: at(since) };
    expect(sideOf({ ...base, state: 'degraded', since })).toEqual({
      word: 'degraded',
      ...expected,
    });
  });

  it.each([
    ['was never read', null, 'unread'],
    ['could not be read', CHECKED, 'unreadable'],
  ] as const)('is not known when it %s', (_what, checked, word) => {
    const side = sideOf({ ...base, state: 'unknown', checked });
    expect(side).toEqual({ word, tone: 'unknown', time: null, at: null });
  });

  it('is not told from a file that is too old', () => {
    const view = buildView(CROWDS.stale);
    expect(officialSide(crowdOf(view, 'chatgpt', NOW)).word).toBe('unread');
  });
});
