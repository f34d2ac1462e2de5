import { describe, expect, it } from 'vitest';
import type { UiMessage } from '../../../lib/messaging/messages.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;
const report: UiMessage = { type: 'report', service: 'alpha', feature: 'history' };

describe('a one-click report', () => {
  it('leaves without consent as exactly one word under a tag of its own, within five seconds', async () => {
    const world = createWorld();
    world.consent = 'declined';
    world.activeHost = 'alpha.example';
    const background = await world.live();
    expect(await background.fromUi(report)).toEqual({ result: 'queued' });
    expect(world.view?.said).toMatchObject([{ service: 'alpha', state: 'waiting' }]);
    await world.runUntil(NOON + 5_000, background);
    expect(world.collector.received).toHaveLength(1);
    const [{ body, reports }] = world.collector.received as [(typeof world.collector.received)[0]];
    expect(body).toHaveLength(1024);
    expect(reports).toMatchObject({
      seen: [],
      said: [{ service: 'alpha', minute: minuteOf(NOON), feature: 'history' }],
    });
    expect(world.view?.said).toMatchObject([{ state: 'arrived' }]);
  });

  it('uses a new tag each time without consent, today’s with it', async () => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    const background = await world.live();
    const send = async (feature: 'history' | 'files' | 'login', consent: 'given' | 'declined') => {
      world.consent = consent;
      await background.fromUi({ type: 'report', service: 'alpha', feature });
      await world.runUntil(world.now + 5_000, background);
      return world.collector.received.at(-1)?.reports.tag;
    };
    const loose = [await send('history', 'declined'), await send('files', 'declined')];
    expect(new Set(loose).size).toBe(2);
    const daily = await send('login', 'given');
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 3 * MINUTE, background);
    const last = world.collector.received.at(-1)?.reports;
    expect(last?.seen).toHaveLength(1);
    expect(last?.tag).toBe(daily);
    expect(loose).not.toContain(daily);
  });

  it('is taken once per service and feature in ten minutes', async () => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    const background = await world.live();
    const results: unknown[] = [];
    for (const minute of [0, 1, 9, 11]) {
      await world.runUntil(NOON + minute * MINUTE, background);
      results.push(await background.fromUi(report));
    }
    await world.runUntil(NOON + 12 * MINUTE, background);
    expect(results).toEqual([
      { result: 'queued' },
      { result: 'repeated' },
      { result: 'repeated' },
      { result: 'queued' },
    ]);
    expect(world.collector.received).toHaveLength(2);
  });

  it.each([
    ['the active tab is on the service', 'alpha.example', null, 'queued'],
    ['the service was used four minutes ago', null, 4, 'queued'],
    ['the service was used six minutes ago', null, 6, 'not-used'],
    ['another service is in the active tab', 'beta.example', null, 'not-used'],
  ])('when %s', async (_when, activeHost, usedMinutesAgo, result) => {
    const world = createWorld();
    const background = await world.live();
    if (usedMinutesAgo !== null) {
      await background.fromPage({ type: 'watchStarted' }, ALPHA, 'alpha.example');
      world.now += usedMinutesAgo * MINUTE;
    }
    world.activeHost = activeHost;
    expect(await background.fromUi(report)).toEqual({ result });
  });

  it.each([
    ['unknown service', { ...report, service: 'gamma' }, true, 'not-used'],
    ['no access to the server', report, false, 'no-access'],
  ])('with %s', async (_what, message, access, result) => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    world.access = access;
    const background = await world.live();
    expect(await background.fromUi(message as UiMessage)).toEqual({ result });
    await world.runUntil(NOON + 2 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
  });

  it('is repeated byte for byte, and given up when the server would no longer count it', async () => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    world.consent = 'declined';
    world.collector.answer = () => new Response('', { status: 503 });
    const background = await world.live();
    await background.fromUi(report);
    await world.runUntil(NOON + 40 * MINUTE, background);
    const bodies = world.collector.posts().map(({ init }) => init.body);
    expect(bodies.length).toBeGreaterThan(2);
    expect(new Set(bodies).size).toBe(1);
    expect(world.view?.said).toMatchObject([{ state: 'refused' }]);
    expect(world.view?.queue.waiting).toBe(0);
  });

  it('survives a withdrawal when it never needed consent, and does not when it did', async () => {
    for (const [consent, sent] of [
      ['declined', 1],
      ['given', 0],
    ] as const) {
      const world = createWorld();
      world.activeHost = 'alpha.example';
      world.consent = consent;
      const background = await world.live();
      await background.fromUi(report);
      await background.fromUi({ type: 'setConsent', given: false });
      await world.runUntil(NOON + 5 * MINUTE, background);
      expect(world.collector.received).toHaveLength(sent);
    }
  });
});

describe('the history', () => {
  it('is cleared, but not what waits to be sent', async () => {
    const world = createWorld();
    const background = await world.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await background.fromUi({ type: 'clearHistory' });
    expect(world.view).toMatchObject({ events: [], used: {}, lastDay: {}, queue: { waiting: 1 } });
    await world.runUntil(NOON + 2 * MINUTE, background);
    expect(world.collector.observations()).toHaveLength(1);
  });
});
