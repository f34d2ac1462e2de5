import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import { EMPTY_WALLET } from '../../../lib/tokens/wallet.ts';
import { mortalParts } from '../background/mortal-parts.ts';
import { ALPHA, NOON, seen } from '../background/world.ts';
import { createIssuingWorld, isGood, KEYS } from './issuing-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [first, second] = KEYS as [(typeof KEYS)[0], (typeof KEYS)[0]];

async function afterFetching(seed = 1) {
  const made = createIssuingWorld(seed);
  const background = await made.issuing.live();
  await made.world.runUntil(NOON + 12 * MINUTE, background);
  return { ...made, background };
}

describe('tokens', () => {
  it('are fetched once, at a random moment after the consent, and one goes along with a batch', async () => {
    const { world, issuing, background } = await afterFetching();
    const [asked, ...more] = issuing.asked;
    expect(more).toEqual([]);
    expect(asked?.body).toHaveLength(4096);
    expect(asked?.request).toMatchObject({ kid: first.kid, proof: null });
    const { tokens } = await issuing.wallet();
    expect(tokens.map(({ until }) => until)).toEqual(Array(4).fill(first.until));
    expect(tokens.every(({ token }) => isGood(token))).toBe(true);
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(world.now + 3 * MINUTE, background);
    const [sent] = world.collector.received;
    expect(sent?.body).toHaveLength(1024);
    expect(sent?.reports).toMatchObject({ v: 2, seen: [{ service: 'alpha', outcome: 'failed' }] });
    expect(issuing.tokens()).toEqual([tokens[0]?.token]);
    expect((await issuing.wallet()).tokens).toHaveLength(3);
  });

  it('are fetched at other times by other browsers', async () => {
    const times = new Set<number>();
    for (const seed of [1, 2, 3, 4, 5]) {
      const { issuing } = await afterFetching(seed);
      times.add(Math.floor((issuing.asked[0]?.at ?? 0) / 1000));
    }
    expect(times.size).toBe(5);
  });

  it('are used by two batches, then kept for when they are needed', async () => {
    const { world, issuing, background } = await afterFetching();
    for (const status of [503, 200, 503, 200]) {
      await background.fromPage(seen(status, world.now), ALPHA, 'alpha.example');
      await world.runUntil(world.now + 3 * MINUTE, background);
    }
    expect(issuing.tokens().map((token) => token !== null)).toEqual([true, true, false, false]);
    expect(world.collector.received.map(({ body }) => body.length)).toEqual(Array(4).fill(1024));
  });

  it.each(['unasked', 'declined'] as const)(
    'are not fetched while consent is %s',
    async (consent) => {
      const { world, issuing } = createIssuingWorld();
      world.consent = consent;
      await world.runUntil(NOON + HOUR, await issuing.live());
      expect(issuing.asked).toEqual([]);
      expect(await issuing.wallet()).toEqual(EMPTY_WALLET);
    },
  );

  it('are not fetched without access to the server, nor without a key from the rule pack', async () => {
    const { world, issuing } = createIssuingWorld();
    world.access = false;
    const background = await issuing.live();
    await world.runUntil(NOON + HOUR, background);
    world.access = true;
    issuing.keys = [second];
    await world.runUntil(NOON + 2 * HOUR, background);
    expect(issuing.asked).toEqual([]);
  });

  it('die with their key; each key gives four', async () => {
    const { world, issuing, background } = await afterFetching();
    await world.runUntil(NOON + 11 * HOUR, background);
    expect(issuing.asked.map(({ request }) => request.kid)).toEqual([first.kid, second.kid]);
    const both = (await issuing.wallet()).tokens;
    expect(both.map(({ until }) => until)).toEqual([
      ...Array(4).fill(first.until),
      ...Array(4).fill(second.until),
    ]);
    issuing.keys = [];
    await world.runUntil(NOON + 12 * HOUR + 2 * MINUTE, background);
    expect((await issuing.wallet()).tokens).toEqual(both.slice(4));
    await world.runUntil(NOON + 18 * HOUR + 2 * MINUTE, background);
    expect((await issuing.wallet()).tokens).toEqual([]);
  });

  it('are gone after a withdrawal, with what was pending, and no request follows', async () => {
    const { world, issuing, background } = await afterFetching();
    await background.fromUi({ type: 'setConsent', given: false });
    const database = await openDatabase();
    expect(await database.get('state', 'wallet')).toBeUndefined();
    database.close();
    await world.runUntil(NOON + 9 * HOUR, background);
    expect(issuing.asked).toHaveLength(1);
    expect(await issuing.wallet()).toEqual(EMPTY_WALLET);
  });

  it('that arrive after a withdrawal are not kept', async () => {
    const { world, issuing } = createIssuingWorld();
    const parts = issuing.parts();
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const background = createBackground({
      ...parts,
      fetch: async (input, init) => {
        const response = await parts.fetch(input, init);
        if (!String(input).endsWith('/v1/tokens')) return response;
        asked.resolve();
        await answer.promise;
        return response;
      },
    });
    await background.start();
    const running = world.runUntil(NOON + 12 * MINUTE, background);
    await asked.promise;
    await background.fromUi({ type: 'setConsent', given: false });
    answer.resolve();
    await running;
    const database = await openDatabase();
    expect(await database.get('state', 'wallet')).toBeUndefined();
    database.close();
  });

  it('are not taken from an issuer that signs with another key', async () => {
    const { world, issuing } = createIssuingWorld();
    issuing.answer = (request) => issuing.sign({ ...request, kid: second.kid });
    await world.runUntil(NOON + 30 * MINUTE, await issuing.live());
    expect(issuing.asked.length).toBeGreaterThan(0);
    expect((await issuing.wallet()).tokens).toEqual([]);
  });

  it('are asked for once of a server that has none', async () => {
    const { world, issuing } = createIssuingWorld();
    issuing.answer = () => new Response('no', { status: 404 });
    const background = await issuing.live();
    await world.runUntil(NOON + 5 * HOUR, background);
    expect(issuing.asked).toHaveLength(1);
    await world.runUntil(NOON + 11 * HOUR, background);
    expect(issuing.asked.map(({ request }) => request.kid)).toEqual([first.kid, second.kid]);
  });

  it('are asked for less and less often of a server that fails, with equal bytes', async () => {
    const { world, issuing } = createIssuingWorld();
    issuing.answer = () => new Response('no', { status: 503, headers: { 'retry-after': '30' } });
    await world.runUntil(NOON + 5 * HOUR, await issuing.live());
    expect(issuing.asked.length).toBe(8);
    expect(new Set(issuing.asked.map(({ body }) => body)).size).toBe(1);
    expect(await issuing.wallet()).toMatchObject({ tokens: [], pending: null });
  });

  it('are worked for when the server asks for it', async () => {
    const { issuing, world } = createIssuingWorld();
    const salt = 'A'.repeat(22);
    issuing.answer = (request) =>
      request.proof === null
        ? Response.json({ challenge: { salt, iterations: 5000, tries: 4 } })
        : issuing.sign(request);
    await world.runUntil(NOON + 12 * MINUTE, await issuing.live());
    expect(issuing.asked.map(({ body }) => body.length)).toEqual([4096, 4096]);
    expect(issuing.asked[1]?.request.proof).toMatchObject({ salt });
    expect(issuing.asked[1]?.request.blinded).toEqual(issuing.asked[0]?.request.blinded);
    expect((await issuing.wallet()).tokens).toHaveLength(4);
  });

  it('are not worked for without end', async () => {
    const { issuing, world } = createIssuingWorld();
    const challenge = { salt: 'A'.repeat(22), iterations: 5000, tries: 1 };
    issuing.answer = () => Response.json({ challenge });
    const background = await issuing.live();
    await world.runUntil(NOON + 5 * HOUR, background);
    expect(issuing.asked).toHaveLength(8 * 3);
    const more = { ...challenge, iterations: 1_000_000_000, tries: 1e9 };
    issuing.answer = () => Response.json({ challenge: more });
    await world.runUntil(NOON + 11 * HOUR, background);
    expect(issuing.asked).toHaveLength(8 * 3 + 1);
  });
});

describe('a server that wants tokens', () => {
  const refusing = (code: string, status: number) => () =>
    Response.json({ error: { code, message: 'no' } }, { status, headers: { 'retry-after': '15' } });

  it.each([
    ['needs one', 'token-needed', 403],
    ['is full', 'busy', 503],
  ])(
    'because it %s gets the same minutes with one, also from the reserve',
    async (_, code, status) => {
      const { world, issuing, background } = await afterFetching();
      for (const _ of [1, 2]) {
        await background.fromPage(seen(200, world.now), ALPHA, 'alpha.example');
        await world.runUntil(world.now + 3 * MINUTE, background);
      }
      const accept = world.collector.answer;
      world.collector.answer = refusing(code, status);
      await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
      const before = world.collector.posts().length;
      while (world.collector.posts().length === before) {
        await world.runUntil(world.now + 1000, background);
      }
      world.collector.answer = accept;
      await world.runUntil(world.now + 5 * MINUTE, background);
      expect(issuing.tokens().map((token) => token !== null)).toEqual([true, true, true]);
      expect(world.collector.observations()).toHaveLength(3);
      expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 0 });
    },
  );

  it('because it needs one gets nothing more without, until there is one', async () => {
    const { world, issuing } = createIssuingWorld();
    issuing.keys = [];
    world.collector.answer = refusing('token-needed', 403);
    const background = await issuing.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 30 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(1);
    expect(world.view?.queue.waiting).toBe(1);
  });

  it('that is full gets equal bytes again where they had one already', async () => {
    const { world, issuing, background } = await afterFetching();
    const accept = world.collector.answer;
    world.collector.answer = refusing('busy', 503);
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(world.now + 4 * MINUTE, background);
    world.collector.answer = accept;
    await world.runUntil(world.now + 15 * MINUTE, background);
    const bodies = world.collector.posts().map(({ init }) => String(init.body));
    expect(bodies.length).toBeGreaterThan(1);
    expect(new Set(bodies).size).toBe(1);
    expect(issuing.tokens()).toHaveLength(1);
  });

  it('but not this one gets another', async () => {
    const { world, issuing, background } = await afterFetching();
    const accept = world.collector.answer;
    world.collector.answer = refusing('token-invalid', 403);
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    while (world.collector.posts().length === 0) {
      await world.runUntil(world.now + 1000, background);
    }
    const refused = JSON.parse(String(world.collector.posts()[0]?.init.body)).token;
    world.collector.answer = accept;
    await world.runUntil(world.now + 5 * MINUTE, background);
    const [token] = issuing.tokens();
    expect(token).toMatch(/^[\w-]{400}$/);
    expect(token).not.toBe(refused);
    expect(world.collector.observations()).toHaveLength(1);
  });
});

describe('a background that dies at any step', { timeout: 90_000 }, () => {
  it('loses no token and asks only once, while it fetches them', async () => {
    const requests = new Set<number>();
    let steps = 0;
    for (let isDone = false; !isDone; steps += 1) {
      const { world, issuing } = createIssuingWorld();
      const early = await issuing.live();
      await early.tick();
      world.now = (await issuing.wallet()).fetchAt ?? 0;
      const { parts, isDead } = mortalParts(issuing.parts(), steps);
      const mortal = createBackground(parts);
      await mortal
        .start()
        .then(() => mortal.tick())
        .catch(() => {});
      isDone = !isDead();
      const heir = await issuing.live();
      await world.runUntil(world.now + 20 * MINUTE, heir);
      const blinded = new Set(issuing.asked.map(({ request }) => request.blinded.join()));
      expect(blinded.size, `after ${steps} steps`).toBe(1);
      const { tokens, pending } = await issuing.wallet();
      expect(tokens).toHaveLength(4);
      expect(tokens.every(({ token }) => isGood(token))).toBe(true);
      expect(pending).toBeNull();
      requests.add(issuing.asked.length);
    }
    expect(steps).toBeGreaterThan(20);
    // Some deaths lay between the answer and writing it down.
    expect([...requests].sort()).toEqual([1, 2]);
  });

  it('spends no token for two batches', async () => {
    for (const steps of [5, 15, 25, 35, 45, 55, 65, 75, 85, 95]) {
      const { world, issuing, background } = await afterFetching();
      await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
      world.now += 95_000;
      const { parts } = mortalParts(issuing.parts(), steps);
      const mortal = createBackground(parts);
      await mortal
        .start()
        .then(() => mortal.tick())
        .catch(() => {});
      const heir = await issuing.live();
      await heir.fromPage(seen(200, world.now), ALPHA, 'alpha.example');
      await world.runUntil(world.now + 6 * MINUTE, heir);
      const bodyOf = new Map<string, string>();
      for (const { body, reports } of world.collector.received) {
        const { token = '' } = reports;
        expect(bodyOf.get(token) ?? body, `after ${steps} steps`).toBe(body);
        bodyOf.set(token, body);
      }
      expect(bodyOf.size).toBe(2);
    }
  });
});
