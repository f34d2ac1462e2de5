import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { summarise } from '../../../lib/status/summarise.ts';
import { createRealWorld } from './real-engine.ts';
import { NOON } from './world.ts';

const MINUTE = 60_000;
const noon = minuteOf(NOON);
const names = ['alpha', 'beta'].map((id) => ({ id, name: id, vendor: id }));
const VAGUE = 'Something went wrong';

describe('one weak sign', () => {
  it('is told of in the timeline, and nowhere else', async () => {
    const { world, see, answer, told, background } = await createRealWorld();
    await see('alpha', answer(529));
    expect(told()).toBe('service weak');
    expect(summarise(world.view, names, world.now).key).toBe('lead.unknown');
    expect(world.view?.lastDay).toEqual({});
    expect(world.view?.used.alpha).toMatchObject({ failedAt: null });
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
  });

  it('fades when the request that the page repeats succeeds', async () => {
    const { world, see, answer, told, background } = await createRealWorld();
    await see('alpha', answer(529));
    world.now += 8_000;
    await see('alpha', answer(200));
    world.now += 3_000;
    await see('alpha', answer(529));
    expect(told()).toBe('service weak');
    expect(world.view?.events).toHaveLength(2);
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.collector.observations()).toEqual([`alpha ${noon} ok`]);
  });

  it('counts once, in the minute of the first sign, when the request fails again', async () => {
    const { world, see, answer, told, background } = await createRealWorld();
    world.now = NOON + 55_000;
    await see('alpha', answer(529));
    world.now += 8_000;
    await see('alpha', answer(529));
    expect(told()).toBe('service sure');
    expect(world.view?.lastDay).toEqual({ alpha: { tried: 1, failed: 1 } });
    expect(summarise(world.view, names, world.now).key).toBe('lead.your-tab');
    world.now += 500;
    await see('alpha', answer(529));
    await world.runUntil(NOON + 4 * MINUTE, background);
    expect(world.collector.observations()).toEqual([`alpha ${noon} failed`]);
  });

  it('counts when a sign of another kind joins it', async () => {
    const { world, see, answer, notice, told } = await createRealWorld();
    await see('alpha', notice(VAGUE));
    expect(told()).toBe('service weak');
    world.now += 900;
    await see('alpha', answer(529));
    expect(told()).toBe('service sure');
    expect(world.view?.events).toMatchObject([{ evidence: ['status', 'notice'], at: NOON }]);
  });

  it('is no reason to wait for a second when the first is strong', async () => {
    const { see, answer, told } = await createRealWorld();
    await see('alpha', answer(503));
    expect(told()).toBe('service sure');
  });

  it('never leaves the browser, whatever weak signs there are, one in a minute', async () => {
    const sign = fc.constantFrom('status', 'toast', 'name', 'tls');
    await fc.assert(
      fc.asyncProperty(fc.array(sign, { minLength: 1, maxLength: 5 }), async (signs) => {
        const { world, see, answer, notice, cut, background } = await createRealWorld();
        for (const [index, each] of signs.entries()) {
          await world.runUntil(NOON + index * 2 * MINUTE, background);
          if (each === 'status') await see('alpha', answer(529));
          if (each === 'toast') await see('alpha', notice(VAGUE));
          if (each === 'name') await see('alpha', cut('alpha', 'net::ERR_NAME_NOT_RESOLVED'));
          if (each === 'tls') await see('alpha', cut('alpha', 'net::ERR_SSL_PROTOCOL_ERROR'));
        }
        await world.runUntil(world.now + 3 * MINUTE, background);
        expect(world.view?.events).toHaveLength(signs.length);
        expect(world.collector.posts()).toHaveLength(0);
      }),
      { numRuns: 12 },
    );
  });

  it('changes nothing when the same facts are told again', async () => {
    const { world, see, answer, notice } = await createRealWorld();
    const facts = [answer(529), notice(VAGUE), answer(503)];
    await see('alpha', ...facts);
    const { events, lastDay } = world.view ?? {};
    await see('alpha', ...facts);
    expect(world.view).toMatchObject({ events, lastDay });
  });
});

describe('the end of the own limit', () => {
  it('is kept for the reader and is in nothing that is sent', async () => {
    const { world, see, answer, notice, background } = await createRealWorld();
    await see('alpha', notice('You’ve reached your limit. Try again after 3:45 PM.'), answer(200));
    const until = Date.UTC(2026, 1, 3, 14, 45);
    expect(world.view?.events).toMatchObject([{ cause: 'you', reason: 'limit', until }]);
    await world.runUntil(NOON + 3 * MINUTE, background);
    const [batch] = world.collector.received;
    expect(batch?.reports.seen).toEqual([
      { service: 'alpha', minute: noon, outcome: 'ok', signals: [] },
    ]);
    const sent = JSON.stringify(world.collector.requests);
    for (const word of ['until', 'limit', String(until), String(until / 1_000), '15:45', '3:45']) {
      expect(sent).not.toContain(word);
    }
  });
});
