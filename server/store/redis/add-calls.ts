import { hourOf, KEPT_SECONDS, type ServiceKeys } from '../keys.ts';
import type { ScriptCall } from './run-scripts.ts';
import { ADD, CHECK, ESTIMATE } from './scripts.ts';
import { type CountChange, type CountHash, changesOf, type Weighed } from './vote-changes.ts';

/** Seconds from now until something of a minute is forgotten: at least 1, and never longer than it may be kept. */
export function secondsLeft(minute: number, kept: number, now: number): number {
  const end = minute * 60 + kept - Math.floor(now / 1000);
  return Math.max(1, Math.min(kept, end));
}

/** Estimates stand beside the exact counts under this mark. */
export const ESTIMATED = '~';

interface HashPlace {
  readonly key: string;
  readonly seconds: number;
}

/** Where a count of a minute stands, and how long it may. */
export function placeOf(
  keys: ServiceKeys,
  hash: CountHash,
  minute: number,
  now: number,
): HashPlace {
  if (hash === 'recent') {
    const seconds = secondsLeft(minute, KEPT_SECONDS.voices, now);
    return { key: keys.recent(minute), seconds };
  }
  const hour = hourOf(minute);
  const seconds = secondsLeft(hour * 60, KEPT_SECONDS.counts, now);
  return { key: hash === 'series' ? keys.series(hour) : keys.details(hour), seconds };
}

/** Asks how many voices each minute has, and which of these votes are among them. */
export function checkCall(
  keys: ServiceKeys,
  byMinute: ReadonlyMap<number, readonly { readonly voice: Uint8Array }[]>,
): ScriptCall {
  return {
    tag: keys.tag,
    script: CHECK,
    keys: [...byMinute.keys()].map(keys.voices),
    args: [...byMinute.values()].map((votes) => Buffer.concat(votes.map(({ voice }) => voice))),
  };
}

/** Adds votes to the sets of their minutes, and what they change to the counts. */
export function addCall(
  keys: ServiceKeys,
  attempt: string,
  weighed: readonly Weighed[],
  now: number,
): ScriptCall {
  const byMinute = Map.groupBy(weighed, ({ vote }) => vote.minute);
  const names = [keys.attempt(attempt), ...[...byMinute.keys()].map(keys.voices)];
  const lives: number[] = [...byMinute.keys()].flatMap((minute, index) => [
    index + 2,
    secondsLeft(minute, KEPT_SECONDS.voices, now),
  ]);
  const places = new Map<string, number>();
  const place = ({ hash, minute }: CountChange): number => {
    const { key, seconds } = placeOf(keys, hash, minute, now);
    const known = places.get(key);
    if (known !== undefined) return known;
    names.push(key);
    places.set(key, names.length);
    lives.push(names.length, seconds);
    return names.length;
  };
  const changes = changesOf(weighed).flatMap((change) => [place(change), change.field, change.by]);
  const texts = [...byMinute.values()].map((own) =>
    Buffer.concat(own.map(({ vote }) => vote.voice)),
  );
  const args = [
    KEPT_SECONDS.attempt,
    byMinute.size,
    ...texts,
    lives.length / 2,
    ...lives,
    ...changes,
  ];
  return { tag: keys.tag, script: ADD, keys: names, args };
}

/** Adds votes to the estimates of their minutes, where there are too many to be remembered one by one. */
export function estimateCall(
  keys: ServiceKeys,
  weighed: readonly Weighed[],
  now: number,
): ScriptCall {
  interface Sides {
    readonly change: CountChange;
    readonly raising: Uint8Array[];
    readonly lowering: Uint8Array[];
  }
  const counts = new Map<string, Sides>();
  for (const one of weighed) {
    for (const change of changesOf([one])) {
      const name = `${change.minute}/${change.hash}/${change.field}`;
      const sides = counts.get(name) ?? { change, raising: [], lowering: [] };
      counts.set(name, sides);
      if (change.by > 0) sides.raising.push(one.vote.voice);
      if (change.by < 0) sides.lowering.push(one.vote.voice);
    }
  }
  const all = [...counts.values()];
  return {
    tag: keys.tag,
    script: ESTIMATE,
    keys: all.flatMap(({ change: { hash, minute, field } }) => [
      keys.voices(minute),
      placeOf(keys, hash, minute, now).key,
      keys.estimate(minute, `${hash}:${field}`, '+'),
      keys.estimate(minute, `${hash}:${field}`, '-'),
    ]),
    args: [
      KEPT_SECONDS.voices,
      ...all.flatMap(({ change: { hash, minute, field }, raising, lowering }) => [
        `${ESTIMATED}${field}`,
        placeOf(keys, hash, minute, now).seconds,
        Buffer.concat(raising),
        Buffer.concat(lowering),
      ]),
    ],
  };
}
