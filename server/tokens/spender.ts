import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Spending, Spent, Store } from '../store/store.ts';
import type { KeyPair } from './key-pair.ts';

/** Spends nullifiers, many in one write. */
export interface Spender {
  /** @throws what the store throws, or that it could not keep this one; the value may be spent then */
  spend(key: Pick<KeyPair, 'kid' | 'until'>, spending: Spending): Promise<Exclude<Spent, 'failed'>>;
}

interface Waiting {
  readonly spending: Spending;
  readonly resolve: (word: Exclude<Spent, 'failed'>) => void;
  readonly reject: (error: unknown) => void;
}

/** @returns a spender that gathers what comes in one turn or while the store is busy, so that a write is shared */
export function createSpender(store: Pick<Store, 'spend'>): Spender {
  const epochs = new Map<string, { readonly until: number; waiting: Waiting[] }>();
  let isBusy = false;

  const write = async (kid: string, until: number, group: readonly Waiting[]) => {
    try {
      // A nullifier lasts exactly as long as its key: what outlived it would be good for nothing.
      const spendings = group.map(({ spending }) => spending);
      const words = await store.spend(`token-${kid}`, spendings, until - 1);
      group.forEach(({ resolve, reject }, index) => {
        const word = words[index];
        if (word === undefined) reject(new Error('the store gave too few words'));
        else if (word === 'failed') reject(new Error('the store could not keep a spent token'));
        else resolve(word);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    while (epochs.size > 0) {
      // A store that answers in the same turn, as SQLite does, would get each by itself.
      await nextTurn();
      const groups = [...epochs];
      epochs.clear();
      for (const [kid, { until, waiting }] of groups) await write(kid, until, waiting);
    }
    isBusy = false;
  };

  return {
    spend: ({ kid, until }, spending) =>
      new Promise((resolve, reject) => {
        const epoch = epochs.get(kid) ?? { until, waiting: [] };
        epoch.waiting.push({ spending, resolve, reject });
        epochs.set(kid, epoch);
        void work();
      }),
  };
}
