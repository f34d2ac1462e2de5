import { describe, expect, it } from 'vitest';
import { MAX_STATUS_BYTES } from '../../../lib/protocol/status.ts';
import { ALPHA, createWorld, NOON, seen } from '../background/world.ts';

const MINUTE = 60_000;

function statusAt(ms: number): string {
  const service = {
    state: 'operational',
    level: null,
    since: null,
    tried: 30,
    failed: 0,
    share: [0, 0.1],
    signals: {},
    said: {},
    official: { state: 'unknown', since: null, url: 'https://status.alpha.example', checked: null },
    lead: null,
  };
  return JSON.stringify({ v: 1, at: new Date(ms).toISOString(), services: { alpha: service } });
}

async function polled(answer: (init: RequestInit) => Response, minutes = 1) {
  const world = createWorld();
  world.consent = 'unasked';
  world.collector.status = answer;
  const background = await world.live();
  await world.runUntil(NOON + minutes * MINUTE, background);
  return { world, background };
}

describe('the status poll', () => {
  it('reads the file without consent, and puts it into the view', async () => {
    const { world } = await polled(() => new Response(statusAt(NOON)));
    expect(world.view?.readable).toBe(true);
    expect(world.view?.status?.body.services.alpha?.tried).toBe(30);
    expect(world.collector.posts()).toHaveLength(0);
  });

  it('asks about once a minute, whatever the reader does', async () => {
    const { world } = await polled(() => new Response(statusAt(NOON)), 60);
    expect(world.collector.requests.length).toBeGreaterThan(54);
    expect(world.collector.requests.length).toBeLessThan(68);
  });

  it('P9: asks the same at the same times, whether a chatbot is used and fails or not', async () => {
    const askedFor = async (use: boolean) => {
      const asked: string[] = [];
      // Chance is asked more often by a browser that is used, which changes no time it spreads.
      const world = createWorld(1, () => 0.5);
      world.consent = 'unasked';
      world.collector.status = (init) => {
        asked.push(`${world.now} ${init.method} ${JSON.stringify(init.headers)}`);
        return new Response(statusAt(NOON));
      };
      const background = await world.live();
      for (let minute = 1; minute <= 60; minute += 1) {
        await world.runUntil(NOON + minute * MINUTE, background);
        if (!use) continue;
        const status = minute % 3 === 0 ? 503 : 200;
        await background.fromPage(seen(status, world.now), ALPHA, 'alpha.example', '/');
      }
      expect(Object.keys(world.view?.used ?? {})).toEqual(use ? ['alpha'] : []);
      return asked;
    };
    const used = await askedFor(true);
    expect(used.length).toBeGreaterThan(50);
    expect(used).toEqual(await askedFor(false));
  });

  it.each([
    ['rubbish', () => new Response('<html>')],
    ['a file of another form', () => Response.json({ v: 1, at: 'now', services: {} })],
    ['an error', () => new Response('', { status: 500 })],
    ['word that nothing has changed', () => new Response(null, { status: 304 })],
    ['an endless file', () => new Response('x'.repeat(MAX_STATUS_BYTES + 1))],
    ['no UTF-8', () => new Response(new Uint8Array([0xff, 0xfe]))],
    ['a file that is ten minutes old', () => new Response(statusAt(NOON - 10 * MINUTE))],
    [
      'no connection',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('marks %s as unreadable', async (_what, answer) => {
    const { world } = await polled(answer);
    expect(world.collector.requests.length).toBeGreaterThan(0);
    expect(world.view?.readable).toBe(false);
  });

  it('says that it is unreadable at once when a good server falls silent, and recovers', async () => {
    const { world, background } = await polled(() => new Response(statusAt(NOON)), 2);
    expect(world.view?.readable).toBe(true);
    world.collector.status = () => new Response('', { status: 503 });
    await world.runUntil(NOON + 4 * MINUTE, background);
    expect(world.view).toMatchObject({
      readable: false,
      status: { fetchedAt: expect.any(Number) },
    });
    world.collector.status = () => new Response(statusAt(world.now));
    await world.runUntil(NOON + 6 * MINUTE, background);
    expect(world.view?.readable).toBe(true);
  });

  it('turns unreadable when the server repeats the same file for too long', async () => {
    const { world } = await polled(() => new Response(statusAt(NOON)), 7);
    expect(world.view?.readable).toBe(false);
  });
});
