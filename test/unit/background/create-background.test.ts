import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import type { Fact } from '../../../lib/detect/fact.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { viewSchema } from '../../../lib/status/view.ts';
import { ALPHA, createWorld, NOON, response, seen } from './world.ts';

const MINUTE = 60_000;
const noon = minuteOf(NOON);

describe('a failure in the page', () => {
  it('is in the view and on the badge when the message has been answered', async () => {
    const world = createWorld();
    const background = await world.live();
    const reply = await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    expect(reply).toEqual({ ok: true });
    expect(world.badges).toBe(1);
    expect(viewSchema.parse(world.view).events).toMatchObject([
      { service: 'alpha', kind: 'http-5xx', cause: 'service', times: 1 },
    ]);
  });

  it('leaves with its minute, within half a minute after that has closed', async () => {
    const world = createWorld();
    const background = await world.live();
    world.now = NOON + 20_000;
    await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
    await world.runUntil(NOON + MINUTE - 1, background);
    expect(world.collector.posts()).toHaveLength(0);
    await world.runUntil(NOON + 90_000, background);
    const [batch] = world.collector.received;
    expect(batch?.reports.seen).toEqual([
      { service: 'alpha', minute: noon, outcome: 'failed', signals: ['conversation/http-5xx'] },
    ]);
    expect(batch?.body).toHaveLength(1024);
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 0 });
    expect(world.view?.sent.map(({ body }) => body)).toEqual([batch?.body]);
  });

  it('is not reported without consent, and not after it either', async () => {
    const world = createWorld();
    world.consent = 'unasked';
    const background = await world.live();
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    world.consent = 'given';
    await world.runUntil(NOON + 10 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
    expect(world.view?.events).toHaveLength(1);
  });

  it('is not sent once consent is withdrawn, not even a batch that is being repeated', async () => {
    const world = createWorld();
    const background = await world.live();
    world.collector.answer = () => new Response('', { status: 503 });
    await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    await world.runUntil(NOON + 2 * MINUTE, background);
    const before = world.collector.posts().length;
    expect(before).toBeGreaterThan(0);
    await background.fromUi({ type: 'setConsent', given: false });
    expect(world.view?.queue.waiting).toBe(0);
    world.collector.answer = () => Response.json({ next: 60 }, { status: 202 });
    await world.runUntil(NOON + 30 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(before);
  });

  it('is dropped when the browser itself took the permission away while the background slept', async () => {
    const world = createWorld();
    const first = await world.live();
    await first.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
    world.consent = 'declined';
    const second = await world.live();
    await world.runUntil(NOON + 5 * MINUTE, second);
    world.consent = 'given';
    await world.runUntil(NOON + 10 * MINUTE, second);
    expect(world.collector.posts()).toHaveLength(0);
  });
});

describe('what counts as tried', () => {
  it.each([
    ['a success', [200], ['alpha ok']],
    ['a failure of the service', [503], ['alpha failed']],
    ['both in one minute', [200, 503, 200], ['alpha failed']],
    ['forty failures', Array.from({ length: 40 }, () => 503), ['alpha failed']],
    ['only a limit of the reader', [429], []],
  ])('%s', async (_what, statuses, expected) => {
    const world = createWorld();
    const background = await world.live();
    const facts = statuses.map((status, index) => response(status, NOON + index));
    world.now = NOON + 1000;
    await background.fromPage({ type: 'factsSeen', online: true, facts }, ALPHA, 'alpha.example');
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.collector.observations()).toEqual(
      expected.map((each) => each.replace(' ', ` ${noon} `)),
    );
  });

  it('counts nothing for a stopped request, and does not list it', async () => {
    const world = createWorld();
    const background = await world.live();
    const details = {
      url: 'https://alpha.example/send?q=secret',
      type: 'xmlhttprequest',
      method: 'POST',
      error: 'net::ERR_ABORTED',
      timeStamp: NOON,
      initiator: 'https://alpha.example',
    };
    await background.requestEnded(details);
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(0);
    expect(world.view?.events).toEqual([]);
  });

  it('takes a failure back that turns out to be none of the service', async () => {
    const world = createWorld();
    const parts = world.parts();
    const background = createBackground({
      ...parts,
      engine: {
        ...parts.engine,
        diagnose: (fact, { id }) => ({
          type: 'trouble',
          service: id,
          feature: 'conversation',
          kind: 'banner',
          at: fact.at,
          ...(fact.type === 'notice'
            ? { cause: 'service', evidence: 'notice' }
            : { cause: 'you', reason: 'limit', evidence: 'status' }),
        }),
      },
    });
    const notice: Fact = {
      type: 'notice',
      host: 'alpha.example',
      place: 'toast',
      text: 'Something went wrong',
      marks: [],
      at: NOON,
    };
    for (const facts of [[notice], [response(429, NOON + 500)]]) {
      world.now = NOON + 1000;
      await background.fromPage({ type: 'factsSeen', online: true, facts }, ALPHA, 'alpha.example');
    }
    await world.runUntil(NOON + 3 * MINUTE, background);
    expect(world.view?.events).toMatchObject([{ cause: 'you', reason: 'limit' }]);
    expect(world.view?.lastDay).toEqual({});
    expect(world.collector.posts()).toHaveLength(0);
  });
});
