import { featureSchema, SIGNALS, type Signal } from '../../../lib/protocol/vocabulary.ts';
import { hourOf, serviceKeys } from '../keys.ts';
import type { DoorSums, MinuteRow, SaidRow, Store, Tally } from '../store.ts';
import { ESTIMATED } from './add-calls.ts';
import type { Link } from './link.ts';
import { RECENT } from './vote-changes.ts';

/** Hashes that are asked for at once. */
const MOST_AT_ONCE = 100;

/** So many are asked for without looking first whether there are any. */
const FEW = 15;

type Fields = Readonly<Record<string, string>>;
type Counts = Map<string, number>;

/** Adds exact counts and estimates, by field. */
function countsOf(fields: Fields): Counts {
  const counts: Counts = new Map();
  for (const [name, text] of Object.entries(fields)) {
    const field = name.startsWith(ESTIMATED) ? name.slice(ESTIMATED.length) : name;
    const value = Number(text);
    if (Number.isSafeInteger(value)) counts.set(field, (counts.get(field) ?? 0) + value);
  }
  return counts;
}

/** One count of one minute. */
interface MinuteCount {
  readonly minute: number;
  /** What the field says after the minute. */
  readonly name: string;
  readonly value: number;
}

type CountReader = Pick<Store, 'series' | 'said' | 'tally' | 'periods' | 'signals' | 'door'>;

/** Reads the counts of the services on the list. */
export function createCounts(link: Link, services: readonly string[]): CountReader {
  /** The hashes of numbered stretches of time, in order; without those that are not there. */
  const hashes = async (
    keyOf: (at: number) => string,
    first: number,
    last: number,
  ): Promise<readonly (readonly [at: number, fields: Fields])[]> => {
    const found: [number, Fields][] = [];
    for (let from = first; from <= last; from += MOST_AT_ONCE) {
      const length = Math.min(MOST_AT_ONCE, last - from + 1);
      const numbers = Array.from({ length }, (_, index) => from + index);
      // A start without a checkpoint asks for five weeks, of which most may be empty.
      if (length > FEW) {
        const names = numbers.map(keyOf);
        if ((await link.read((cluster) => cluster.exists(...names))) === 0) continue;
      }
      const all = await link.read((cluster) =>
        Promise.all(numbers.map((at) => cluster.hgetall(keyOf(at)))),
      );
      found.push(...all.map((fields, index): [number, Fields] => [from + index, fields]));
    }
    return found;
  };
  /** The counts of a window of minutes from a hash for each hour, in order of hour. */
  const read = async (
    keyOf: (hour: number) => string,
    from: number,
    to: number,
  ): Promise<readonly MinuteCount[]> => {
    const found: MinuteCount[] = [];
    for (const [hour, fields] of await hashes(keyOf, hourOf(from), hourOf(to))) {
      for (const [field, value] of countsOf(fields)) {
        const colon = field.indexOf(':');
        const minute = hour * 60 + Number(field.slice(0, colon));
        if (minute < from || minute > to) continue;
        found.push({ minute, name: field.slice(colon + 1), value });
      }
    }
    return found;
  };

  const series = async (service: string, from: number, to: number): Promise<MinuteRow[]> => {
    const rows = new Map<number, { minute: number; tried: number; failed: number }>();
    for (const { minute, name, value } of await read(serviceKeys(service).series, from, to)) {
      const row = rows.get(minute) ?? { minute, tried: 0, failed: 0 };
      rows.set(minute, row);
      if (name === 'tried') row.tried = value;
      if (name === 'failed') row.failed = value;
    }
    return [...rows.values()].sort((a, b) => a.minute - b.minute);
  };
  const details = async (service: string, from: number, to: number) => {
    const said: { minute: number; feature: string; value: number }[] = [];
    const signals: Partial<Record<Signal, number>> = {};
    for (const { minute, name, value } of await read(serviceKeys(service).details, from, to)) {
      const [kind, which = ''] = name.split(':');
      if (kind === 'said' && value > 0) said.push({ minute, feature: which, value });
      const signal = kind === 'signal' ? SIGNALS[Number(which)] : undefined;
      if (signal !== undefined) signals[signal] = (signals[signal] ?? 0) + value;
    }
    const met = Object.entries(signals).filter(([, value]) => value > 0);
    return { said, signals: Object.fromEntries(met) as typeof signals };
  };
  const recent = async (service: string, from: number, to: number): Promise<Counts> => {
    const sums: Counts = new Map();
    for (const [, fields] of await hashes(serviceKeys(service).recent, from, to)) {
      for (const [field, value] of countsOf(fields)) {
        sums.set(field, (sums.get(field) ?? 0) + value);
      }
    }
    return sums;
  };
  const sayings = (rows: readonly { feature: string; value: number }[]) => {
    const said: Record<string, number> = {};
    for (const { feature, value } of rows) {
      if (featureSchema.safeParse(feature).success) said[feature] = (said[feature] ?? 0) + value;
    }
    return said;
  };
  const tallyOf = async (service: string, from: number, to: number): Promise<Tally | null> => {
    const [rows, { said, signals }, before] = await Promise.all([
      series(service, from, to),
      details(service, from, to),
      recent(service, from, to),
    ]);
    const voices = before.get(RECENT.voices) ?? 0;
    if (voices === 0 && said.length === 0) return null;
    const tried = rows.reduce((sum, row) => sum + row.tried, 0);
    const failed = rows.reduce((sum, row) => sum + row.failed, 0);
    return { service, tried, failed, voices, signals, said: sayings(said) };
  };

  return {
    series,
    async said(service, from, to) {
      const { said } = await details(service, from, to);
      const rows = [...Map.groupBy(said, ({ minute }) => minute)].map(
        ([minute, own]): SaidRow => ({ minute, said: sayings(own) }),
      );
      return rows.sort((a, b) => a.minute - b.minute);
    },
    async tally(from, to) {
      const all = await Promise.all(services.map((service) => tallyOf(service, from, to)));
      return all.filter((tally) => tally !== null).sort((a, b) => (a.service < b.service ? -1 : 1));
    },
    async periods(from, to, length) {
      const all = await Promise.all(
        services.toSorted().map(async (service) => {
          const rows = await series(service, from, to);
          const starts = Map.groupBy(rows, ({ minute }) => minute - (minute % length));
          return [...starts].map(([start, own]) => ({
            service,
            start,
            tried: own.reduce((sum, row) => sum + row.tried, 0),
            failed: own.reduce((sum, row) => sum + row.failed, 0),
          }));
        }),
      );
      return all.flat();
    },
    async signals(service, from, to) {
      return (await details(service, from, to)).signals;
    },
    async door(from, to) {
      const all = await Promise.all(services.map((service) => recent(service, from, to)));
      const sum = (field: string) => all.reduce((total, own) => total + (own.get(field) ?? 0), 0);
      const sums: DoorSums = {
        several: sum(RECENT.several),
        failedAll: sum(RECENT.failedAll),
        failedSome: sum(RECENT.failedSome),
      };
      return sums;
    },
  };
}
