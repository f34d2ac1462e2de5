import type { Vote, Weight } from '../store/store.ts';
import { type BucketState, BucketTable, signalsOnlyIn, withVoice } from './bucket-table.ts';

/** A vote together with what the caps must know and the store must not. */
export interface Ballot extends Vote {
  readonly bucket: number;
  readonly failed: boolean;
  /** A set of bits, see `signalSet`. */
  readonly signals: number;
}

export interface Caps {
  /** Counts a ballot in its bucket. @returns what that changes in the public counts */
  weigh(ballot: Ballot): Weight;
  /** Keeps what was weighed since the last call, of those ballots that were stored; forgets the others. */
  settle(isStored: (ballot: Ballot) => boolean): void;
  /** Forgets minutes before this one. */
  forget(beforeMinute: number): void;
  /** Forgets everything: buckets mean something else now. */
  clear(): void;
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

interface Entry {
  readonly ballot: Ballot;
  readonly table: BucketTable;
  readonly before: BucketState;
}

/**
 * One voice per network bucket, service and minute, and per feature for one-click reports: a second
 * voice of a bucket changes the bucket's word, never its weight. In memory only; decisions are stored,
 * buckets are not.
 */
export function createCaps(): Caps {
  const minutes = new Map<number, Map<string, BucketTable>>();
  let entries: Entry[] = [];

  const tableOf = ({ minute, service, feature }: Ballot): BucketTable => {
    const tables = minutes.get(minute) ?? new Map<string, BucketTable>();
    minutes.set(minute, tables);
    const key = feature === null ? service : `${service}/${feature}`;
    const table = tables.get(key) ?? new BucketTable();
    tables.set(key, table);
    return table;
  };

  const weigh = (ballot: Ballot): Weight => {
    const table = tableOf(ballot);
    const before = table.get(ballot.bucket);
    const after = withVoice(before, ballot.failed, ballot.signals);
    table.set(ballot.bucket, after);
    entries.push({ ballot, table, before });
    if (ballot.feature !== null) return before.voices === 0 ? SAID : NOTHING;
    return change(before, after);
  };

  return {
    weigh,
    settle(isStored) {
      const weighed = entries;
      entries = [];
      if (weighed.every(({ ballot }) => isStored(ballot))) return;
      for (const { ballot, table, before } of weighed.toReversed()) {
        table.set(ballot.bucket, before);
      }
      for (const { ballot } of weighed) if (isStored(ballot)) weigh(ballot);
      entries = [];
    },
    forget(beforeMinute) {
      for (const minute of minutes.keys()) if (minute < beforeMinute) minutes.delete(minute);
    },
    clear: () => minutes.clear(),
  };
}
