import { SPENT_EPOCHS, SPENT_SHARDS, spentKey } from '../keys.ts';
import type { Spending, Spent, Store } from '../store.ts';
import { callAll } from './call-all.ts';
import type { Link } from './link.ts';
import type { ScriptCall } from './run-scripts.ts';
import { KEEP_EPOCH, SPEND } from './scripts.ts';

const WORDS: readonly Spent[] = ['new', 'same', 'other'];

/** What must be stored beside the values for as long as their epoch. */
export interface Spendings extends Pick<Store, 'spend'> {
  /** Forgets the epochs that ended before this minute. */
  forget(before: number): Promise<void>;
}

/** Values that may be used once: spread over the nodes, as an epoch of a large crowd has millions. */
export function createSpendings(link: Link, clock: () => number): Spendings {
  /** The longest use of each epoch that this process has told the cluster. */
  const told = new Map<string, number>();

  return {
    async spend(epoch, spendings, until) {
      if (spendings.length === 0) return [];
      const seconds = Math.max(1, (until + 1) * 60 - Math.floor(clock() / 1000));
      if ((told.get(epoch) ?? -1) < until) {
        const keep = {
          script: KEEP_EPOCH,
          keys: [SPENT_EPOCHS.key],
          args: [epoch, until, seconds],
        };
        await callAll(link, [{ ...keep, tag: SPENT_EPOCHS.tag }], true);
        told.set(epoch, until);
      }
      const shardOf = ({ value }: Spending) => (value[0] ?? 0) % SPENT_SHARDS;
      const shards = [...Map.groupBy(spendings, shardOf)];
      const calls = shards.map(([shard, own]): ScriptCall => {
        const { tag, key } = spentKey(epoch, shard);
        const pairs = own.flatMap(({ value, purpose }) => [
          Buffer.from(value),
          Buffer.from(purpose),
        ]);
        return { tag, script: SPEND, keys: [key], args: [seconds, ...pairs] };
      });
      const replies = await callAll(link, calls, true);
      const words = new Map<Spending, Spent>();
      shards.forEach(([, own], at) => {
        const reply = replies[at];
        own.forEach((spending, index) => {
          const word = Array.isArray(reply) ? WORDS[Number(reply[index]) - 1] : undefined;
          words.set(spending, word ?? 'other');
        });
      });
      return spendings.map((spending) => words.get(spending) ?? 'other');
    },
    async forget(before) {
      const epochs = await link.read((cluster) => cluster.hgetall(SPENT_EPOCHS.key));
      for (const [epoch, until] of Object.entries(epochs)) {
        if (Number(until) >= before) continue;
        const keys = Array.from({ length: SPENT_SHARDS }, (_, shard) => spentKey(epoch, shard).key);
        await link.read((cluster) => Promise.all(keys.map((key) => cluster.unlink(key))));
        await link.read((cluster) => cluster.hdel(SPENT_EPOCHS.key, epoch));
        told.delete(epoch);
      }
    },
  };
}
