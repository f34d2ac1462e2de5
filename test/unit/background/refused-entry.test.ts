import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../lib/journal/database.ts';
import type { Reports } from '../../../lib/protocol/reports.ts';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import type { Batch } from '../../../lib/report/batch.ts';
import { withdraw } from '../../../lib/report/outbox-store.ts';
import { settleBatch } from '../../../lib/report/settle-batch.ts';
import { ALPHA, BETA, createWorld, NOON, response, seen, type World } from './world.ts';

const MINUTE = 60_000;

function lastReports(world: World): Reports {
  return JSON.parse(String(world.collector.posts().at(-1)?.init.body));
}

function refusal(path: string): Response {
  const error = { code: 'invalid-body', message: 'The body does not fit the schema.', path };
  return Response.json({ error }, { status: 400 });
}

async function refusedBy(answer: (world: World) => Response): Promise<World> {
  const world = createWorld();
  const background = await world.live();
  world.collector.answer = () => answer(world);
  await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  const facts = [response(200, NOON, 'beta.example')];
  await background.fromPage({ type: 'factsSeen', online: true, facts }, BETA, 'beta.example');
  await world.runUntil(NOON + 8 * MINUTE, background);
  return world;
}

describe('a batch that is refused for one of its entries', () => {
  it('goes again without that entry, when the server is older than this extension', async () => {
    const world = await refusedBy((now) => {
      const index = lastReports(now).seen.findIndex(({ service }) => service === 'beta');
      return index < 0
        ? Response.json({ next: 60 }, { status: 202 })
        : refusal(`seen.${index}.service`);
    });
    expect(world.collector.observations()).toEqual([`alpha ${minuteOf(NOON)} failed`]);
    expect(world.collector.posts()).toHaveLength(2);
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 1 });
  });

  it.each([
    ['no entry', () => refusal('tag')],
    ['an entry that is not there', () => refusal('seen.7.service')],
    ['nothing readable', () => new Response('{"error":', { status: 400 })],
    ['nothing, without end', () => new Response('x'.repeat(9000), { status: 400 })],
  ])('is given up when the server names %s', async (_what, answer) => {
    const world = await refusedBy(answer);
    expect(world.collector.posts()).toHaveLength(1);
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 2 });
  });

  it('brings nothing back after a withdrawal', async () => {
    createWorld();
    const database = await openDatabase();
    const row = { service: 'alpha', minute: minuteOf(NOON), ok: true, signals: 0 };
    const seen = [row, { ...row, service: 'beta' }];
    const times = { madeAt: NOON, dueAt: NOON, attempts: 1 };
    const batch: Batch = { id: 'row-1', day: 1, body: '{}', seen, said: null, ...times };
    await database.put('batches', batch);
    await withdraw(database);
    const outcome = { type: 'refused', status: 400, entry: 1 } as const;
    await settleBatch(database, batch, outcome, NOON, { random: () => 0 });
    expect(await database.count('outbox')).toBe(0);
    database.close();
  });

  it('is given up entry by entry when the server refuses each', async () => {
    const world = await refusedBy(() => refusal('seen.0.minute'));
    expect(world.collector.posts()).toHaveLength(2);
    expect(world.view?.queue).toMatchObject({ waiting: 0, droppedToday: 2 });
  });
});
