import type { DoorSums, Vote, Weight } from '../store/store.ts';
import { BucketSet } from './bucket-set.ts';
import { type BucketState, BucketTable, signalsOnlyIn, withVoice } from './bucket-table.ts';
import type { DoorWord } from './door-words.ts';
import { valueIn } from './value-in.ts';

/** A vote together with what the caps must know and the store must not. */
export interface Ballot extends Vote {
  readonly bucket: number;
  readonly failed: boolean;
  /** A set of bits, see `signalSet`. */
  readonly signals: number;
  /** On one ballot of each minute in which its browser tried several services; else null. */
  readonly door: DoorWord | null;
}

export interface Caps {
  /** Counts a ballot in its bucket. @returns what that changes in the public counts */
  weigh(ballot: Ballot): Weight;
  /** Keeps what was weighed since the last call, of those ballots that were stored; forgets the others. */
  settle(isStored: (ballot: Ballot) => boolean): void;
  /** Forgets minutes before this one. */
  forget(beforeMinute: number): void;
}

const NO_SIGNALS: readonly number[] = [];
const NOTHING: Weight = { tried: 0, failed: 0, said: 0, raised: NO_SIGNALS, lowered: NO_SIGNALS };
const TRIED: Weight = { ...NOTHING, tried: 1 };
const SAID: Weight = { ...NOTHING, said: 1 };

/** A bucket has failed if most of its voices did. */
function hasFailed(state: BucketState): boolean {
  return state.failing * 2 > state.voices;
}

function change(before: BucketState, after: BucketState): Weight {
  const failedBefore = hasFailed(before);
  const failedAfter = hasFailed(after);
  const tried = before.voices === 0 ? 1 : 0;
  if (!failedBefore && !failedAfter) return tried === 1 ? TRIED : NOTHING;
  const shown = failedBefore ? before.signals : 0;
  const show = failedAfter ? after.signals : 0;
  return {
    tried,
    failed: Number(failedAfter) - Number(failedBefore),
    said: 0,
    raised: signalsOnlyIn(show, shown),
    lowered: signalsOnlyIn(shown, show),
  };
}

/** What a bucket that tried several services adds to the sums, by the words of most of its voices. */
function doorSums(any: BucketState, all: BucketState): DoorSums {
  const failedAll = Number(hasFailed(all));
  return {
    several: any.voices === 0 ? 0 : 1,
    failedAll,
    failedSome: Number(hasFailed(any)) - failedAll,
  };
}

/** Keys of tables that belong to no service. */
const FAILED_ON_ANY = '*any';
const FAILED_ON_ALL = '*all';

interface Entry {
  readonly bucket: number;
  readonly table: BucketTable;
  readonly before: BucketState;
}

/** A first click of a bucket. */
interface Press {
  readonly bucket: number;
  readonly set: BucketSet;
}

/**
 * One voice per network bucket, service and minute, and per feature for one-click reports: a second
 * voice of a bucket changes the bucket's word, never its weight. The same holds for the sums over
 * services: one network cannot fake that a fault is shared. In memory only; decisions are stored,
 * buckets are not.
 */
export function createCaps(): Caps {
  const tables = new Map<number, Map<string, BucketTable>>();
  /** Of clicks only the first counts, so one bit is enough: there are eight times as many keys. */
  const presses = new Map<number, Map<string, BucketSet>>();
  let weighed: Ballot[] = [];
  let entries: Entry[] = [];
  let pressed: Press[] = [];

  const count = ({ minute, bucket }: Ballot, key: string, failed: boolean, signals: number) => {
    const table = valueIn(tables, minute, key, () => new BucketTable());
    const before = table.get(bucket);
    const after = withVoice(before, failed, signals);
    table.set(bucket, after);
    entries.push({ bucket, table, before });
    return { before, after };
  };
  const weighDoor = (ballot: Ballot, word: DoorWord): DoorSums => {
    const any = count(ballot, FAILED_ON_ANY, word !== 'fine', 0);
    const all = count(ballot, FAILED_ON_ALL, word === 'all', 0);
    const before = doorSums(any.before, all.before);
    const after = doorSums(any.after, all.after);
    return {
      several: after.several - before.several,
      failedAll: after.failedAll - before.failedAll,
      failedSome: after.failedSome - before.failedSome,
    };
  };

  const press = ({ minute, bucket }: Ballot, key: string): Weight => {
    const set = valueIn(presses, minute, key, () => new BucketSet());
    if (set.has(bucket)) return NOTHING;
    set.add(bucket);
    pressed.push({ bucket, set });
    return SAID;
  };

  const weigh = (ballot: Ballot): Weight => {
    const { service, feature, failed, signals, door } = ballot;
    weighed.push(ballot);
    if (feature !== null) return press(ballot, `${service}/${feature}`);
    const { before, after } = count(ballot, service, failed, signals);
    const weight = change(before, after);
    return door === null ? weight : { ...weight, door: weighDoor(ballot, door) };
  };
  const forgetWeighed = () => {
    weighed = [];
    entries = [];
    pressed = [];
  };

  return {
    weigh,
    settle(isStored) {
      if (!weighed.every(isStored)) {
        const kept = weighed.filter(isStored);
        for (const { bucket, table, before } of entries.toReversed()) table.set(bucket, before);
        for (const { bucket, set } of pressed) set.delete(bucket);
        forgetWeighed();
        for (const ballot of kept) weigh(ballot);
      }
      forgetWeighed();
    },
    forget(beforeMinute) {
      for (const minutes of [tables, presses]) {
        for (const minute of minutes.keys()) if (minute < beforeMinute) minutes.delete(minute);
      }
    },
  };
}
