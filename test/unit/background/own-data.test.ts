import { describe, expect, it } from 'vitest';
import { createDatabaseHandle } from '../../../lib/journal/database.ts';
import { ALPHA, createWorld, NOON, seen } from './world.ts';

const MINUTE = 60_000;

async function used() {
  const world = createWorld();
  const background = await world.live();
  await background.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  await world.runUntil(NOON + 5 * MINUTE, background);
  await background.fromPage(seen(503, world.now), ALPHA, 'alpha.example');
  await background.fromUi({ type: 'wishForReturn', service: 'alpha', wanted: true, alone: true });
  return { world, background };
}

describe('the export', () => {
  it('holds the settings and every row of the database, also what was sent', async () => {
    const { world, background } = await used();
    const { text } = (await background.fromUi({ type: 'exportData' })) as { text: string };
    const data = JSON.parse(text) as Record<string, { key: unknown; value: unknown }[]>;
    const database = await createDatabaseHandle()();
    expect(Object.keys(data).sort()).toEqual(
      [...database.objectStoreNames, 'exported', 'settings'].sort(),
    );
    expect(data.settings).toEqual({ consent: 'given' });
    expect(data.events).toHaveLength(2);
    expect(data.sent?.map(({ value }) => (value as { body: string }).body)).toEqual([
      world.collector.received[0]?.body,
    ]);
    expect(data.state?.map(({ key }) => key)).toContain('wishes');
  });
});

describe('erasing', () => {
  it('leaves a browser that has seen, sent and chosen nothing', async () => {
    const { world, background } = await used();
    expect(await background.fromUi({ type: 'eraseData' })).toEqual({ ok: true });
    expect(world.view).toMatchObject({
      consent: 'unasked',
      events: [],
      used: {},
      said: [],
      sent: [],
      wishes: [],
    });
    expect(world.view?.queue).toEqual({ waiting: 0, droppedToday: 0, nextAt: null });
    const sent = world.collector.posts().length;
    await world.runUntil(world.now + 10 * MINUTE, background);
    expect(world.collector.posts()).toHaveLength(sent);
  });
});
