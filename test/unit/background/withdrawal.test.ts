import { describe, expect, it } from 'vitest';
import { createBackground } from '../../../lib/background/create-background.ts';
import { openDatabase } from '../../../lib/journal/database.ts';
import { seededRandom } from '../../support/random.ts';
import { ALPHA, createWorld, NOON, seen, type World } from './world.ts';

const report = { type: 'report', service: 'alpha', feature: 'history' } as const;
const withdrawal = { type: 'setConsent', given: false } as const;

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What may not be there after a withdrawal. */
async function leftOver(): Promise<unknown> {
  const database = await openDatabase();
  const [outbox, batches, tag] = await Promise.all([
    database.getAll('outbox'),
    database.getAll('batches'),
    database.get('state', 'tag'),
  ]);
  database.close();
  return { outbox, batches, tag };
}
const NOTHING = { outbox: [], batches: [], tag: undefined };

/** Never answers reports, and fails as the browser's does when its signal is aborted. */
const hanging: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    if (init?.method !== 'POST') reject(new TypeError('Failed to fetch'));
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

async function withDueBatch(world: World): Promise<void> {
  const first = await world.live();
  await first.fromPage(seen(503, NOON), ALPHA, 'alpha.example');
  world.now = NOON + 95_000;
}

describe('a withdrawal', () => {
  it('empties what waits even when the choice itself cannot be stored', async () => {
    const world = createWorld();
    await withDueBatch(world);
    const background = createBackground({
      ...world.parts(),
      saveConsent: async () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      },
    });
    await expect(background.fromUi(withdrawal)).rejects.toThrow('full');
    expect(await leftOver()).toEqual(NOTHING);
  });

  it('cuts a request off at once, whatever is being recorded meanwhile', async () => {
    const world = createWorld();
    await withDueBatch(world);
    const saving = Promise.withResolvers<void>();
    const sent = Promise.withResolvers<AbortSignal>();
    const background = createBackground({
      ...world.parts(),
      saveConsent: async () => {
        await saving.promise;
        world.consent = 'declined';
      },
      fetch: (input, init) => {
        if (init?.method === 'POST' && init.signal) sent.resolve(init.signal);
        return hanging(input, init);
      },
    });
    const ticked = background.tick();
    const signal = await sent.promise;
    const withdrawn = background.fromUi(withdrawal);
    expect(signal.aborted).toBe(true);
    saving.resolve();
    await Promise.all([ticked, withdrawn]);
    expect(await leftOver()).toEqual(NOTHING);
  });

  it('is waited for by no report that was clicked just before it', async () => {
    const world = createWorld();
    world.activeHost = 'alpha.example';
    const parts = world.parts();
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const background = createBackground({
      ...parts,
      consent: async () => {
        const answer = world.consent;
        asked.resolve();
        if (answer === 'given') await answered.promise;
        return answer;
      },
    });
    const reported = background.fromUi(report);
    await asked.promise;
    const withdrawn = background.fromUi(withdrawal);
    for (let left = 30; left > 0; left -= 1) await turn();
    answered.resolve();
    await Promise.all([reported, withdrawn]);
    expect(await leftOver()).toEqual(NOTHING);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => [seed]))(
    'in any order with failures, clicks and the clock leaves nothing behind (%i)',
    async (seed) => {
      const world = createWorld(seed + 1);
      world.activeHost = 'alpha.example';
      await withDueBatch(world);
      const { uniform } = seededRandom(seed + 1000);
      const some = async () => {
        for (let turns = Math.floor(uniform() ** 3 * 12); turns > 0; turns -= 1) {
          await turn();
        }
      };
      const slow =
        <A extends unknown[], R>(call: (...given: A) => Promise<R>) =>
        async (...given: A): Promise<R> => {
          await some();
          const result = await call(...given);
          await some();
          return result;
        };
      let isOver = false;
      const late: string[] = [];
      const parts = world.parts();
      const background = createBackground({
        ...parts,
        database: slow(parts.database),
        consent: slow(parts.consent),
        saveConsent: slow(parts.saveConsent),
        access: slow(parts.access),
        activeHost: slow(parts.activeHost),
        fetch: async (input, init) => {
          if (init?.signal?.aborted) throw init.signal.reason;
          if (isOver && init?.method === 'POST') late.push(String(init.body));
          return slow(parts.fetch)(input, init);
        },
      });
      const acts = [
        () => background.tick(),
        () => background.fromPage(seen(503, world.now), ALPHA, 'alpha.example'),
        () => background.fromUi(report),
        () => background.tick(),
        () => background.fromUi({ type: 'refreshView' }),
      ].sort(() => uniform() - 0.5);
      const doing: Promise<unknown>[] = [];
      const cut = Math.floor(uniform() * (acts.length + 1));
      for (const act of acts.slice(0, cut)) {
        doing.push(act());
        await some();
      }
      const withdrawn = background.fromUi(withdrawal).then(async () => {
        isOver = true;
        expect(await leftOver()).toMatchObject({ outbox: [], tag: undefined });
      });
      for (const act of acts.slice(cut)) doing.push(act());
      await Promise.all([withdrawn, ...doing]);
      expect(late.filter((body) => !body.includes('"seen":[]'))).toEqual([]);
      const left = (await leftOver()) as { batches: { day: number | null }[] };
      expect(left.batches.every(({ day }) => day === null)).toBe(true);
      expect(left).toMatchObject({ outbox: [], tag: undefined });
    },
  );
});
