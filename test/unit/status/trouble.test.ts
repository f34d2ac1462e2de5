import { describe, expect, it } from 'vitest';
import type { CrowdCondition } from '../../../lib/status/crowd.ts';
import { crowdOf } from '../../../lib/status/crowd.ts';
import { failingFeatures } from '../../../lib/status/failing-features.ts';
import type { OwnCondition } from '../../../lib/status/own.ts';
import { alternatives, isAlone, isAway } from '../../../lib/status/trouble.ts';
import type { View } from '../../../lib/status/view.ts';
import {
  ago,
  buildEvent,
  buildView,
  CROWDS,
  NOW,
  OWNS,
  withStatus,
} from '../../support/build-view.ts';

const services = ['chatgpt', 'claude', 'gemini', 'grok', 'poe'].map((id) => ({ id }));
const OUTAGE = { state: 'outage', level: 'confirmed', since: '2026-02-03T21:02:00Z' } as const;

function insteadOf(view: Partial<View>) {
  const found = alternatives(buildView(view), services, 'chatgpt', NOW);
  return found.map(({ service, seen }) => `${service.id} ${seen}`);
}

describe('what works instead', () => {
  const fine = { triedAt: ago(1), okAt: ago(1), failedAt: null };

  it('is what works for the reader first, then what most people say works', () => {
    const status = withStatus({
      chatgpt: OUTAGE,
      gemini: { tried: 90 },
      grok: { tried: 300 },
      claude: {},
    });
    const view = { ...status, used: { claude: fine } };
    expect(insteadOf(view)).toEqual(['claude you', 'grok others', 'gemini others']);
  });

  it('is never a guess: without voices, with a failure here or a suspicion there, a service is not named', () => {
    const view = {
      ...withStatus({
        chatgpt: OUTAGE,
        claude: { state: 'unknown', tried: 1, share: null },
        gemini: { state: 'degraded', level: 'suspected' },
        grok: {},
      }),
      events: [buildEvent({ service: 'grok' })],
      used: { grok: { triedAt: ago(2), okAt: null, failedAt: ago(2) } },
    };
    expect(insteadOf(view)).toEqual([]);
  });

  it('is nothing from a count that is too old', () => {
    const { status } = withStatus({ claude: {} });
    const old = status && { ...status, fetchedAt: ago(6) };
    expect(insteadOf({ ...OWNS.failing, status: old })).toEqual([]);
  });

  it.each<[OwnCondition, CrowdCondition, boolean]>([
    ['failing', 'operational', true],
    ['unclear', 'few', true],
    ['idle', 'outage', true],
    ['limit', 'outage', true],
    ['limit', 'operational', false],
    ['policy', 'operational', false],
    ['signed-out', 'operational', false],
    ['fine', 'operational', false],
  ])('while it is %s for the reader and %s for all: %s', (own, crowd, isTold) => {
    const { status } = CROWDS[crowd];
    const body = status && {
      ...status.body,
      services: { ...status.body.services, ...withStatus({ claude: {} }).status?.body.services },
    };
    const view = { ...OWNS[own], status: status && body ? { ...status, body } : null };
    expect(insteadOf(view)).toEqual(isTold ? ['claude others'] : []);
  });
});

describe('the offer to tell when it is back', () => {
  it.each<[OwnCondition, CrowdCondition, boolean, boolean]>([
    ['failing', 'outage', true, false],
    ['fine', 'outage', true, false],
    ['idle', 'recovering', true, false],
    ['failing', 'operational', true, true],
    ['failing', 'few', true, true],
    ['fine', 'operational', false, true],
    ['limit', 'operational', false, true],
    ['idle', 'unfetched', false, true],
  ])('%s here, %s for all: %s, alone: %s', (own, crowd, offered, alone) => {
    const view = buildView({ ...CROWDS[crowd], ...OWNS[own] });
    expect(isAway(view, 'chatgpt', NOW)).toBe(offered);
    expect(isAlone(view, 'chatgpt', NOW)).toBe(alone);
  });
});

describe('what fails', () => {
  const failing = (changes: object) => {
    const view = buildView(
      withStatus({ chatgpt: { ...OUTAGE, tried: 200, failed: 90, ...changes } }),
    );
    return failingFeatures(crowdOf(view, 'chatgpt', NOW));
  };

  it('is the features by share, each by its commonest kind, so that no voice counts twice', () => {
    const signals = {
      'history/http-5xx': 20,
      'conversation/http-5xx': 80,
      'conversation/stall': 30,
      'files/banner': 2,
    };
    expect(failing({ signals })).toEqual([
      { feature: 'conversation', share: 0.4 },
      { feature: 'history', share: 0.1 },
    ]);
  });

  it('is nothing without an incident or with too few voices', () => {
    const signals = { 'conversation/http-5xx': 5 };
    expect(failing({ signals, state: 'operational', level: null })).toEqual([]);
    expect(failing({ signals, tried: 9, failed: 5 })).toEqual([]);
  });
});
