import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TurnFact } from '../../../lib/detect/fact.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import type { Database } from '../../../lib/journal/migrations.ts';
import {
  forgetSilences,
  learnedSilences,
  learnSilences,
  MAX_SILENCES,
} from '../../../lib/journal/patience.ts';
import { change, reading } from '../../../lib/journal/transact.ts';

const turn = (seconds: number, over: Partial<TurnFact> = {}): TurnFact => ({
  type: 'turn',
  host: 'alpha.example',
  outcome: 'answered',
  silence: seconds * 1_000,
  during: 'gap',
  at: 0,
  ...over,
});

describe('what this browser has learned of the pauses of answers', () => {
  let database: Database;
  const learn = (service: string, turns: readonly TurnFact[]) =>
    change(database, (writing) => learnSilences(writing, service, turns));
  const learned = (service: string) => learnedSilences(reading(database), service);

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    database = await openDatabase();
  });

  it('is nothing before five answers, then nearly the longest pause', async () => {
    await learn(
      'alpha',
      [1, 2, 3, 4].map((seconds) => turn(seconds)),
    );
    expect(await learned('alpha')).toEqual({});
    await learn('alpha', [turn(90)]);
    expect(await learned('alpha')).toEqual({ gap: 90_000 });
  });

  it('passes over the oddest of many', async () => {
    await learn('alpha', [...Array(MAX_SILENCES - 1)].map(() => turn(4)).concat(turn(600)));
    expect(await learned('alpha')).toEqual({ gap: 4_000 });
  });

  it('keeps the last answers only, each service and sort of pause for itself', async () => {
    for (let i = 0; i < 100; i += 1)
      await learn('alpha', [turn(500), turn(9, { during: 'start' })]);
    await learn(
      'alpha',
      [...Array(MAX_SILENCES)].map(() => turn(2)),
    );
    expect(await learned('alpha')).toEqual({ gap: 2_000, start: 9_000 });
    expect(await learned('beta')).toEqual({});
    expect(await database.get('state', 'silences')).toMatchObject({
      alpha: { gap: { length: MAX_SILENCES }, start: { length: MAX_SILENCES } },
    });
  });

  it('does not learn from an answer that never came', async () => {
    await learn(
      'alpha',
      [...Array(9)].map(() => turn(300, { outcome: 'stalled' })),
    );
    expect(await learned('alpha')).toEqual({});
  });

  it('takes a row that cannot be read for none, and forgets on demand', async () => {
    await database.put('state', { alpha: 'x' }, 'silences');
    await learn(
      'alpha',
      [...Array(5)].map(() => turn(7)),
    );
    expect(await learned('alpha')).toEqual({ gap: 7_000 });
    await change(database, forgetSilences);
    expect(await learned('alpha')).toEqual({});
  });
});
