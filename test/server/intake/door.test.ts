import { describe, expect, it, vi } from 'vitest';
import {
  createAdmission,
  MOST_WAITING_PER_SERVICE,
  MOST_WAITING_VOTES,
} from '../../../server/intake/admission.ts';
import { type Ballot, createCaps } from '../../../server/intake/caps.ts';
import { createGroupCommit } from '../../../server/intake/group-commit.ts';
import { createRateLimit } from '../../../server/intake/rate-limit.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { vote } from '../../contract/votes.ts';
import { seen } from '../support/batches.ts';

const MINUTE_MS = 60_000;

describe('the allowance of a network', () => {
  it('is 300 at once, one more each second, never more than 300', () => {
    let now = 1_000_000;
    const limit = createRateLimit(() => now);
    const takeAll = () => {
      let taken = 0;
      while (limit.take(7) === 0) taken += 1;
      return taken;
    };
    expect(takeAll()).toBe(300);
    now += 10_000;
    expect(takeAll()).toBe(10);
    now += 3_600_000;
    expect(takeAll()).toBe(300);
    expect(limit.wait(7)).toBe(1);
    expect(limit.wait(8)).toBe(0);
  });

  it('is whole within five minutes, even after the clock was set back by a day', () => {
    let now = 100_000_000;
    const limit = createRateLimit(() => now);
    while (limit.take(7) === 0);
    now -= 86_400_000;
    expect(limit.wait(7)).toBe(1);
    now += 300_000;
    expect(limit.wait(7)).toBe(0);
    let taken = 0;
    while (limit.take(7) === 0) taken += 1;
    expect(taken).toBe(300);
  });

  it('is not given back by forgetting what is whole', () => {
    let now = 1_000_000;
    const limit = createRateLimit(() => now);
    while (limit.take(7) === 0);
    limit.forget();
    expect(limit.wait(7)).toBe(1);
    now += 300_000;
    limit.forget();
    expect(limit.wait(7)).toBe(0);
    limit.clear();
  });
});

describe('admission', () => {
  const batchOf = (service: string, size: number) => ({
    seen: Array.from({ length: size }, (_, minute) => seen({ minute, service })),
    said: [],
  });

  it('asks for a minute when calm, up to five as it fills, and turns away when full', () => {
    const admission = createAdmission(() => 0);
    expect(admission.next(false)).toBe(60);
    const leave = [
      admission.enter(batchOf('a', MOST_WAITING_PER_SERVICE), true),
      admission.enter(batchOf('b', MOST_WAITING_VOTES - MOST_WAITING_PER_SERVICE), true),
    ];
    expect(admission.next(false)).toBe(300);
    expect(admission.enter(batchOf('c', 1), true)).toBeNull();
    for (const go of leave) go?.();
    expect(admission.next(false)).toBe(60);
    expect(admission.enter(batchOf('c', 1), true)).not.toBeNull();
  });

  it('asks for five minutes while the operator has paused the count', () => {
    expect(createAdmission(() => 0, true).next(false)).toBe(300);
  });

  it('keeps room for other services when one floods', () => {
    const admission = createAdmission(() => 0);
    admission.enter(batchOf('a', MOST_WAITING_PER_SERVICE), true);
    expect(admission.enter(batchOf('a', 1), true)).toBeNull();
    expect(admission.enter(batchOf('b', 1), true)).not.toBeNull();
  });

  it('calls it a flood after three minutes of many refusals in a row, until three calm ones', () => {
    let now = 0;
    const admission = createAdmission(() => now);
    admission.enter(batchOf('a', MOST_WAITING_PER_SERVICE), true);
    const refuse = (times: number) => {
      for (let count = 0; count < times; count += 1) admission.enter(batchOf('a', 1), true);
    };
    for (let minute = 1; minute <= 3; minute += 1) {
      expect(admission.flooded()).toBe(false);
      now = minute * MINUTE_MS;
      refuse(1_000);
    }
    expect(admission.flooded()).toBe(true);
    expect(admission.next(false)).toBe(300);
    now += 4 * MINUTE_MS;
    expect(admission.flooded()).toBe(false);
    refuse(1_000);
    expect(admission.flooded()).toBe(false);
  });
});

describe('group commit', () => {
  const ballot = (who: number): Ballot => ({
    ...vote(`${who}`),
    bucket: who,
    failed: false,
    signals: 0,
    door: null,
  });

  it('stores batches that come together in one go, and a lone one at once', async () => {
    const store = createSqliteStore(':memory:');
    const add = vi.spyOn(store, 'add');
    const commit = createGroupCommit(store, createCaps());
    await commit.submit([ballot(1)]);
    expect(add).toHaveBeenCalledTimes(1);
    await Promise.all(Array.from({ length: 500 }, (_, who) => commit.submit([ballot(who)])));
    expect(add).toHaveBeenCalledTimes(2);
    expect(await store.tally(1000, 1000)).toMatchObject([{ tried: 500, voices: 500 }]);
    await commit.drained();
    expect(commit.waiting()).toBe(0);
    await store.close();
  });

  it('splits what is too much for one go', async () => {
    const store = createSqliteStore(':memory:');
    const add = vi.spyOn(store, 'add');
    const commit = createGroupCommit(store, createCaps());
    await Promise.all(Array.from({ length: 5_000 }, (_, who) => commit.submit([ballot(who)])));
    expect(add.mock.calls.map(([votes]) => votes.length)).toEqual([2000, 2000, 1000]);
    await store.close();
  });

  it('refuses only the batches whose votes were not stored', async () => {
    const store = {
      add: async (votes: readonly unknown[]) =>
        votes.map((_, index) => (index === 1 ? ('failed' as const) : ('new' as const))),
    };
    const commit = createGroupCommit(store, createCaps());
    const outcomes = await Promise.allSettled(
      [ballot(1), ballot(2), ballot(3)].map((own) => commit.submit([own])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('works on after the store failed', async () => {
    const store = createSqliteStore(':memory:');
    const add = vi.spyOn(store, 'add').mockRejectedValueOnce(new Error('disk full'));
    const commit = createGroupCommit(store, createCaps());
    await expect(commit.submit([ballot(1)])).rejects.toThrow('disk full');
    await commit.submit([ballot(1)]);
    expect(add).toHaveBeenCalledTimes(2);
    expect(await store.tally(1000, 1000)).toMatchObject([{ tried: 1, voices: 1 }]);
    await store.close();
  });
});
