import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { SPENT_EPOCHS, SPENT_SHARDS, spentKey } from '../keys.ts';
import type { Spending, Spent, Store } from '../store.ts';
import { createBreaker } from './breaker.ts';
import type { Link } from './link.ts';
import { RedisTrouble } from './redis-trouble.ts';
import type { Outcome, ScriptCall } from './run-scripts.ts';
import { KEEP_EPOCH, SPEND, TRY_TO_WRITE } from './scripts.ts';

const WORDS: readonly Spent[] = ['new', 'same', 'other'];

/** What must be stored beside the values for as long as their epoch. */
export interface Spendings extends Pick<Store, 'spend'> {
  /** Forgets the epochs that ended before this minute. */
  forget(before: number): Promise<void>;
  close(): void;
}

/** A hash of the cluster, and the last minute in which it is needed. */
interface Place {
  readonly key: string;
  readonly until: number;
}

/** Values that may be used once: spread over the nodes, as an epoch of a large crowd has millions. */
export function createSpendings(link: Link, clock: () => number): Spendings {
  /** The longest use of each epoch that this process has told the cluster. */
  const told = new Map<string, number>();
  /** What was written to, by tag. */
  const places = new Map<string, Place>();
  const breaker = createBreaker(
    async (tag) => {
      const key = places.get(tag)?.key;
      // An epoch that ended meanwhile is written no more.
      if (key === undefined) return;
      const [outcome] = await link.run(
        [{ tag, script: TRY_TO_WRITE, keys: [key], args: [] }],
        true,
      );
      if (outcome?.ok !== true) throw new Error('still down');
    },
    () => undefined,
  );
  const away: Outcome = { ok: false, trouble: new RedisTrouble('AWAY', 'cannot be written') };

  /** Calls that need not wait for a master that was found to be away. @returns what became of each, in order */
  const run = async (calls: readonly ScriptCall[]): Promise<readonly Outcome[]> => {
    const open = calls.filter(({ tag }) => !breaker.isDown(tag));
    const outcomes = open.length === 0 ? [] : await link.run(open, true);
    const found = new Map(open.map((call, at) => [call, outcomes[at] ?? away]));
    for (const { tag } of open.filter((call) => found.get(call)?.ok !== true)) {
      // What keeps one from being written keeps all of its master: the next group need not find out.
      const master = link.masterOf(tag);
      for (const other of places.keys()) if (link.masterOf(other) === master) breaker.trip(other);
    }
    return calls.map((call) => found.get(call) ?? away);
  };
  const tell = async (epoch: string, until: number, seconds: number) => {
    if ((told.get(epoch) ?? -1) >= until) return;
    const { tag, key } = SPENT_EPOCHS;
    places.set(tag, { key, until: Number.POSITIVE_INFINITY });
    const keep = { tag, script: KEEP_EPOCH, keys: [key], args: [epoch, until, seconds] };
    const [outcome = away] = await run([keep]);
    if (!outcome.ok) throw outcome.trouble;
    const minute = minuteOf(clock());
    for (const [old, last] of told) if (last < minute) told.delete(old);
    for (const [old, place] of places) if (place.until < minute) places.delete(old);
    told.set(epoch, until);
  };

  return {
    async spend(epoch, spendings, until) {
      if (spendings.length === 0) return [];
      const seconds = Math.max(1, (until + 1) * 60 - Math.floor(clock() / 1000));
      await tell(epoch, until, seconds);
      const shardOf = ({ value }: Spending) => (value[0] ?? 0) % SPENT_SHARDS;
      const shards = [...Map.groupBy(spendings, shardOf)];
      const calls = shards.map(([shard, own]): ScriptCall => {
        const { tag, key } = spentKey(epoch, shard);
        places.set(tag, { key, until });
        const pairs = own.flatMap(({ value, purpose }) => [
          Buffer.from(value),
          Buffer.from(purpose),
        ]);
        return { tag, script: SPEND, keys: [key], args: [seconds, ...pairs] };
      });
      const outcomes = await run(calls);
      const failed = outcomes.find((outcome) => !outcome.ok);
      if (failed?.ok === false && outcomes.every(({ ok }) => !ok)) throw failed.trouble;
      const words = new Map<Spending, Spent>();
      shards.forEach(([, own], at) => {
        const outcome = outcomes[at];
        const reply: unknown = outcome?.ok ? outcome.reply : null;
        own.forEach((spending, index) => {
          const word = Array.isArray(reply) ? WORDS[Number(reply[index]) - 1] : undefined;
          words.set(spending, word ?? 'failed');
        });
      });
      return spendings.map((spending) => words.get(spending) ?? 'failed');
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
    close: breaker.close,
  };
}
