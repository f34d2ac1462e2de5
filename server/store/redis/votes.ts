import { randomBytes } from 'node:crypto';
import { type ServiceKeys, serviceKeys } from '../keys.ts';
import type { Store, Stored, Vote, Weight } from '../store.ts';
import { addCall, checkCall, estimateCall } from './add-calls.ts';
import { createBreaker } from './breaker.ts';
import type { Link } from './link.ts';
import { RedisTrouble } from './redis-trouble.ts';
import type { Weighed } from './vote-changes.ts';

/** Told when a service cannot be written (with the code of the trouble), and when it can again. */
export type OnService = (service: string, code: string | null) => void;

export interface VotesOptions {
  readonly link: Link;
  readonly clock: () => number;
  /** The closed list of services. */
  readonly services: readonly string[];
  /** Voices of one service and minute that are remembered one by one; more are estimated. */
  readonly exactVoices: number;
  readonly onService: OnService;
}

/** Voices that another node was faster to store are left out, and the rest is sent again, this often. */
const MOST_ROUNDS = 5;

interface Own {
  readonly keys: ServiceKeys;
  /** By place in the call. */
  readonly votes: readonly { readonly vote: Vote; readonly at: number }[];
  /** Voices of each minute so far; -1 where its set is closed. */
  readonly sizes: ReadonlyMap<number, number>;
}

const keyOf = (voice: Uint8Array): string => Buffer.from(voice).toString('latin1');

/** @returns the reply as a list of numbers, whatever came */
function numbers(reply: unknown): readonly number[] {
  return Array.isArray(reply) ? reply.map(Number) : [];
}

/** The way of votes into the cluster: look which are new, weigh them, then store voices and counts together. */
export function createVotes(options: VotesOptions) {
  const { link, clock, services, exactVoices, onService } = options;
  const attemptId = () => randomBytes(8).toString('hex');
  const breaker = createBreaker(
    async (service) => {
      const [outcome] = await link.run(
        [addCall(serviceKeys(service), attemptId(), [], clock())],
        true,
      );
      if (outcome?.ok !== true) throw new Error('still down');
    },
    (service) => onService(service, null),
  );
  /** What keeps one service from being written keeps all of its master: the next group need not find out. */
  const fail = (service: string, trouble: RedisTrouble) => {
    const master = link.masterOf(service);
    for (const other of services) {
      if (breaker.isDown(other) || (other !== service && link.masterOf(other) !== master)) continue;
      breaker.trip(other);
      onService(other, trouble.code);
    }
    return trouble;
  };

  /** Marks what is stored already. @returns what is left of the service */
  const check = async (
    service: string,
    indices: readonly number[],
    votes: readonly Vote[],
    words: Stored[],
  ): Promise<Own | RedisTrouble> => {
    if (breaker.isDown(service)) return new RedisTrouble('AWAY', 'the service cannot be written');
    const keys = serviceKeys(service);
    const own = indices.flatMap((at) => {
      const vote = votes[at];
      return vote === undefined ? [] : [{ vote, at, voice: vote.voice }];
    });
    const byMinute = Map.groupBy(own, ({ vote }) => vote.minute);
    const { script, keys: names, args } = checkCall(keys, byMinute);
    try {
      const reply = await link.read((cluster) =>
        cluster.eval(script, names.length, ...names, ...args),
      );
      const [sizes, found] = Array.isArray(reply) ? reply.map(numbers) : [[], []];
      const inOrder = [...byMinute.values()].flat();
      for (const place of found ?? []) {
        const known = inOrder[place - 1];
        if (known !== undefined) words[known.at] = 'known';
      }
      const minutes = [...byMinute.keys()];
      return {
        keys,
        votes: inOrder.filter(({ at }) => words[at] !== 'known'),
        sizes: new Map(minutes.map((minute, index) => [minute, sizes?.[index] ?? 0])),
      };
    } catch (error) {
      return fail(service, error as RedisTrouble);
    }
  };

  /** Stores what is new of one service. @returns the trouble, if there was any */
  const store = async (
    service: string,
    { keys, votes, sizes }: Own,
    weights: ReadonlyMap<number, Weight>,
    words: Stored[],
  ): Promise<RedisTrouble | null> => {
    const perMinute = Map.groupBy(votes, ({ vote }) => vote.minute);
    const full = new Set(
      [...perMinute].flatMap(([minute, own]) => {
        const size = sizes.get(minute) ?? 0;
        return size < 0 || size + own.length > exactVoices ? [minute] : [];
      }),
    );
    let open = votes.flatMap(({ vote, at }): (Weighed & { at: number })[] => {
      const weight = weights.get(at);
      return weight === undefined ? [] : [{ vote, weight, at }];
    });
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const estimated = open.filter(({ vote }) => full.has(vote.minute));
      const exact = Map.groupBy(
        open.filter(({ vote }) => !full.has(vote.minute)),
        ({ vote }) => vote.minute,
      );
      const inOrder = [...exact.values()].flat();
      const calls = [addCall(keys, attemptId(), inOrder, clock())];
      if (estimated.length > 0) calls.unshift(estimateCall(keys, estimated, clock()));
      const outcomes = await link.run(calls, true);
      const failed = outcomes.find((outcome) => !outcome.ok);
      if (failed?.ok === false) return fail(service, failed.trouble);
      const added = outcomes.at(-1);
      const conflicts = new Set(added?.ok ? numbers(added.reply) : []);
      if (conflicts.size === 0) return null;
      for (const [place, minute] of [...exact.keys()].entries()) {
        if (conflicts.has(-1 - place)) full.add(minute);
      }
      const known = new Set(inOrder.filter((_, index) => conflicts.has(index + 1)));
      for (const { at } of known) words[at] = 'known';
      open = inOrder.filter((one) => !known.has(one));
    }
    return fail(service, new RedisTrouble('CONFLICT', 'other nodes were faster again and again'));
  };

  const add: Store['add'] = async (votes, weigh) => {
    const words = votes.map((): Stored => 'new');
    const seen = new Map<string, number>();
    const unique: number[] = [];
    const repeats: (readonly [at: number, first: number])[] = [];
    for (const [at, { voice }] of votes.entries()) {
      const key = keyOf(voice);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, at);
        unique.push(at);
      } else repeats.push([at, first]);
    }
    const byService = Map.groupBy(unique, (at) => votes[at]?.service ?? '');
    const checked = await Promise.all(
      [...byService].map(
        async ([service, indices]) =>
          [service, indices, await check(service, indices, votes, words)] as const,
      ),
    );
    for (const [, indices, own] of checked) {
      if (own instanceof RedisTrouble) for (const at of indices) words[at] = 'failed';
    }
    const weights = new Map<number, Weight>();
    for (const at of unique) {
      const vote = votes[at];
      if (vote !== undefined && words[at] === 'new') weights.set(at, weigh(vote));
    }
    const troubles = await Promise.all(
      checked.map(async ([service, indices, own]) => {
        const trouble =
          own instanceof RedisTrouble ? own : await store(service, own, weights, words);
        if (trouble !== null) for (const at of indices) words[at] = 'failed';
        return trouble;
      }),
    );
    const first = troubles.find((trouble) => trouble !== null);
    if (first && troubles.every((trouble) => trouble !== null)) throw first;
    for (const [at, of] of repeats) words[at] = words[of] === 'failed' ? 'failed' : 'known';
    return words;
  };

  return { add, close: breaker.close };
}
