import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../../lib/protocol/vocabulary.ts';
import { BucketSet } from '../../../server/intake/bucket-set.ts';
import {
  BucketTable,
  signalSet,
  signalsOnlyIn,
  withVoice,
} from '../../../server/intake/bucket-table.ts';
import { type Ballot, createCaps } from '../../../server/intake/caps.ts';
import type { Weight } from '../../../server/store/store.ts';

interface Said {
  readonly bucket: number;
  readonly failed: boolean;
  readonly signals: readonly number[];
}

function ballot({ bucket, failed, signals }: Said, minute = 5): Ballot {
  return {
    voice: new Uint8Array(16),
    service: 'alpha',
    minute,
    feature: null,
    bucket,
    failed,
    signals: failed ? signalSet(signals) : 0,
    door: null,
  };
}

const said = fc.record({
  bucket: fc.integer({ min: 0, max: 3 }),
  failed: fc.boolean(),
  signals: fc.uniqueArray(fc.integer({ min: 0, max: SIGNALS.length - 1 }), { maxLength: 3 }),
});

/** What the counts come to, by the words of the rule. */
function expected(all: readonly Said[]) {
  const counts = { tried: 0, failed: 0, signals: new Map<number, number>() };
  for (const bucket of new Set(all.map((entry) => entry.bucket))) {
    const own = all.filter((entry) => entry.bucket === bucket);
    const failing = own.filter(({ failed }) => failed);
    counts.tried += 1;
    if (failing.length * 2 <= own.length) continue;
    counts.failed += 1;
    for (const signal of new Set(failing.flatMap(({ signals }) => signals))) {
      counts.signals.set(signal, (counts.signals.get(signal) ?? 0) + 1);
    }
  }
  return counts;
}

function sum(weights: readonly Weight[]) {
  const counts = { tried: 0, failed: 0, signals: new Map<number, number>() };
  const change = (signal: number, by: number) =>
    counts.signals.set(signal, (counts.signals.get(signal) ?? 0) + by);
  for (const { tried, failed, raised, lowered } of weights) {
    counts.tried += tried;
    counts.failed += failed;
    for (const signal of raised) change(signal, 1);
    for (const signal of lowered) change(signal, -1);
  }
  for (const [signal, n] of counts.signals) if (n === 0) counts.signals.delete(signal);
  return counts;
}

describe('caps', () => {
  it('add up to one word per bucket, in any order, with any flips', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (all) => {
        const caps = createCaps();
        const weights = all.map((entry) => caps.weigh(ballot(entry)));
        expect(sum(weights)).toEqual(expected(all));
      }),
    );
  });

  it('forget a group that was not stored', () => {
    fc.assert(
      fc.property(fc.array(said), fc.array(said), fc.array(said), (before, lost, after) => {
        const caps = createCaps();
        const weights = before.map((entry) => caps.weigh(ballot(entry)));
        caps.settle(() => true);
        for (const entry of lost) caps.weigh(ballot(entry));
        caps.settle(() => false);
        weights.push(...after.map((entry) => caps.weigh(ballot(entry))));
        expect(sum(weights)).toEqual(expected([...before, ...after]));
      }),
    );
  });

  it('keep what was stored of a group that was stored in part', () => {
    const caps = createCaps();
    const lost = ballot({ bucket: 1, failed: true, signals: [1] });
    const kept = ballot({ bucket: 1, failed: true, signals: [2] });
    caps.weigh(lost);
    caps.weigh(kept);
    caps.settle((given) => given === kept);
    const next = caps.weigh(ballot({ bucket: 1, failed: false, signals: [] }));
    expect(next).toEqual({ tried: 0, failed: -1, said: 0, raised: [], lowered: [2] });
  });

  it('count a click of a bucket once, and again if it was not stored', () => {
    const caps = createCaps();
    const nothing = { bucket: 1, failed: false, signals: [] };
    const press = (bucket: number, feature: 'history' | 'login' = 'history'): Ballot => ({
      ...ballot({ ...nothing, bucket }),
      feature,
    });
    const said = (own: Ballot) => caps.weigh(own).said;
    expect([press(1), press(1), press(2), press(1, 'login')].map(said)).toEqual([1, 0, 1, 1]);
    caps.settle(() => true);
    const lost = press(3);
    const kept = press(4);
    expect([lost, kept].map(said)).toEqual([1, 1]);
    caps.settle((own) => own === kept);
    expect([press(3), press(4), press(1)].map(said)).toEqual([1, 0, 0]);
    expect(caps.weigh(ballot(nothing)).tried).toBe(1);
  });

  it('tell minutes apart, and forget old ones', () => {
    const caps = createCaps();
    const entry = { bucket: 1, failed: false, signals: [] };
    expect(caps.weigh(ballot(entry, 5)).tried).toBe(1);
    expect(caps.weigh(ballot(entry, 6)).tried).toBe(1);
    caps.forget(6);
    expect(caps.weigh(ballot(entry, 5)).tried).toBe(1);
    expect(caps.weigh(ballot(entry, 6)).tried).toBe(0);
  });
});

describe('sets of signals', () => {
  const indices = fc.uniqueArray(fc.integer({ min: 0, max: 47 }));

  it('have room for every signal there is', () => {
    expect(SIGNALS.length).toBeLessThanOrEqual(48);
  });

  it('subtract like sets', () => {
    fc.assert(
      fc.property(indices, indices, (a, b) => {
        const only = a.filter((index) => !b.includes(index)).toSorted((x, y) => x - y);
        expect(signalsOnlyIn(signalSet(a), signalSet(b))).toEqual(only);
      }),
    );
  });
});

describe('a set of buckets', () => {
  it('holds what was put in and not taken out again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 65_535 }), fc.boolean())),
        (changes) => {
          const set = new BucketSet();
          const model = new Set<number>();
          for (const [bucket, isIn] of changes) {
            if (isIn) set.add(bucket);
            else set.delete(bucket);
            if (isIn) model.add(bucket);
            else model.delete(bucket);
          }
          for (const [bucket] of changes) expect(set.has(bucket)).toBe(model.has(bucket));
        },
      ),
    );
  });
});

describe('a bucket table', () => {
  it('gives back what was put in, few buckets or all 65,536', () => {
    const table = new BucketTable();
    const all = signalSet([0, 23, 24, 47]);
    for (let bucket = 0; bucket < 65_536; bucket += 1) {
      table.set(bucket, withVoice(table.get(bucket), bucket % 2 === 0, all));
    }
    expect(table.get(0)).toEqual({ voices: 1, failing: 1, signals: all });
    expect(table.get(65_535)).toEqual({ voices: 1, failing: 0, signals: 0 });
  });

  it('stops counting at 65,535 voices of one bucket', () => {
    const full = { voices: 65_535, failing: 65_535, signals: 1 };
    expect(withVoice(full, true, 2)).toBe(full);
    const table = new BucketTable();
    for (let bucket = 0; bucket < 5_000; bucket += 1) table.set(bucket, full);
    expect(table.get(4_999)).toEqual(full);
  });
});
