import { describe, expect, it } from 'vitest';
import { minuteOf, msOf } from '../../../lib/protocol/vocabulary.ts';
import { createJudge, type Judgement } from '../../../server/judge/judge.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { createFold } from '../../../server/verdict/fold.ts';
import { vote, weight } from '../../contract/votes.ts';
import { NOON } from '../support/test-server.ts';

const SERVICES = ['alpha', 'quiet'];

/** Failing voices of 20, minute by minute: three quiet hours, an outage, the end of it. */
function failingAt(index: number): number {
  if (index < 180) return index % 7 === 0 ? 1 : 0;
  return index < 200 ? 16 : 0;
}

async function speak(store: Store, minute: number, failing: number, count = 20): Promise<void> {
  const votes = Array.from({ length: count }, (_, who) => vote(`${who}`, { minute }));
  let left = failing;
  await store.add(votes, () => {
    left -= 1;
    return weight({ tried: 1, failed: left >= 0 ? 1 : 0 });
  });
}

/** Plays the story; each minute's reports have all arrived half a minute after its end, when it is judged. */
async function play(minutes: number, restartEvery: number | null, forget = false) {
  const store = createSqliteStore(':memory:');
  let now = msOf(NOON) + 31_000;
  const clock = () => now;
  let judge = createJudge(store, SERVICES, clock);
  const verdicts: Judgement['verdict'][] = [];
  for (let index = 0; index < minutes; index += 1) {
    await speak(store, minuteOf(now) - 1, failingAt(index));
    if (restartEvery !== null && index % restartEvery === restartEvery - 1) {
      if (forget) {
        const minute = minuteOf(now) - 12;
        const damaged = { from: minute, minute, state: { not: 'a fold' } };
        await store.saveCheckpoints([{ service: 'alpha', ...damaged }], []);
      }
      judge = createJudge(store, SERVICES, clock);
    }
    const judgements = await judge.judge();
    verdicts.push(
      judgements.get('alpha')?.verdict ?? { state: 'unknown', level: null, since: null },
    );
    now += 60_000;
  }
  const transitions = await store.transitions(0);
  const checkpoints = await store.checkpoints();
  await store.close();
  return { verdicts, transitions, checkpoints };
}

describe('the judge', () => {
  it('says what one fold over the whole series says', async () => {
    const { verdicts } = await play(230, null);
    const fold = createFold();
    const expected = Array.from({ length: 230 }, (_, index) => {
      fold.push({ minute: NOON - 1 + index, tried: 20, failed: failingAt(index) });
      return createFold(fold.snapshot()).advanceTo(NOON + index);
    });
    expect(verdicts).toEqual(expected);
    const states = verdicts.map(({ state }) => state);
    for (const state of ['unknown', 'operational', 'outage', 'recovering'] as const) {
      expect(states).toContain(state);
    }
  });

  it('waits with good news until the whole minute has been heard, with bad news never', async () => {
    const store = createSqliteStore(':memory:');
    let now = 0;
    const judge = createJudge(store, SERVICES, () => now);
    const stateAt = async (index: number, second: number) => {
      now = msOf(NOON + index) + second * 1000;
      return (await judge.judge()).get('alpha')?.verdict.state;
    };
    for (let index = 0; index < 182; index += 1) await speak(store, NOON + index, failingAt(index));
    expect(await stateAt(182, 5)).toBe('outage');
    for (let index = 182; index < 202; index += 1)
      await speak(store, NOON + index, failingAt(index));
    expect(await stateAt(202, 29)).toBe('outage');
    expect(await stateAt(202, 31)).toBe('recovering');
    await store.close();
  });

  it('lets no few speak for all: not the first voices of a minute, nor liars about minutes to come', async () => {
    const store = createSqliteStore(':memory:');
    const judge = createJudge(store, SERVICES, () => msOf(NOON + 200) + 40_000);
    const said = async () => {
      const verdict = (await judge.judge()).get('alpha')?.verdict;
      return { state: verdict?.state, level: verdict?.level };
    };
    for (let index = 0; index < 200; index += 1) await speak(store, NOON + index, 0);
    for (const ahead of [0, 1, 2]) await speak(store, NOON + 200 + ahead, 2, 2);
    expect(await said()).toEqual({ state: 'operational', level: null });
    for (const ahead of [0, 1, 2]) await speak(store, NOON + 200 + ahead, 16);
    expect(await said()).toEqual({ state: 'outage', level: 'confirmed' });
    await store.close();
  });

  it('is not changed by restarts', async () => {
    const plain = await play(230, null);
    expect(await play(230, 1)).toEqual(plain);
    expect(plain.transitions.map(({ state }) => state)).toContain('outage');
  });

  it('is not changed by lost checkpoints: it folds the stored series again', async () => {
    const plain = await play(230, null);
    const damaged = await play(230, 37, true);
    expect(damaged.verdicts).toEqual(plain.verdicts);
    expect(damaged.transitions).toEqual(plain.transitions);
  });

  it('counts reports that come minutes late', async () => {
    const store = createSqliteStore(':memory:');
    const judge = createJudge(store, SERVICES, () => msOf(NOON + 203));
    for (let index = 0; index < 200; index += 1) await speak(store, NOON + index, 0);
    expect((await judge.judge()).get('alpha')?.verdict.state).toBe('operational');
    for (let index = 200; index < 204; index += 1) await speak(store, NOON + index, 18);
    expect((await judge.judge()).get('alpha')?.verdict.state).toBe('outage');
    await store.close();
  });

  it('keeps transitions that could not be stored until they can', async () => {
    const store = createSqliteStore(':memory:');
    let now = msOf(NOON);
    const judge = createJudge(store, SERVICES, () => now);
    for (let index = 0; index < 220; index += 1) await speak(store, NOON + index, failingAt(index));
    now = msOf(NOON + 220);
    const { saveCheckpoints } = store;
    store.saveCheckpoints = () => Promise.reject(new Error('disk full'));
    await expect(judge.judge()).rejects.toThrow('disk full');
    store.saveCheckpoints = saveCheckpoints;
    now += 60_000;
    await judge.judge();
    expect((await store.transitions(0)).map(({ state }) => state)).toContain('outage');
    await store.close();
  });

  it('does not believe a checkpoint from the future', async () => {
    const store = createSqliteStore(':memory:');
    for (let index = 0; index < 200; index += 1) await speak(store, NOON + index, 0);
    const future = { service: 'alpha', from: NOON, minute: NOON + 9999, state: null };
    await store.saveCheckpoints([future], []);
    const judge = createJudge(store, SERVICES, () => msOf(NOON + 200));
    expect((await judge.judge()).get('alpha')?.verdict.state).toBe('operational');
    await store.close();
  });
});
