import { PendingCounts } from '../pending-counts.ts';
import type { DoorSums, Vote, Weight } from '../store.ts';

/** A vote that is not stored yet, with its weight. */
export interface Weighed {
  readonly vote: Vote;
  readonly weight: Weight;
}

/** The hashes of a service that hold counts. */
export type CountHash = 'recent' | 'series' | 'details';

/** One count that changes: which hash, which minute, the field in it, and by how much. */
export interface CountChange {
  readonly hash: CountHash;
  readonly minute: number;
  readonly field: string;
  readonly by: number;
}

/** Fields of `recent`. Estimates stand beside exact counts in a field that begins with `~`. */
export const RECENT = {
  voices: 'voices',
  several: 'several',
  failedAll: 'failed-all',
  failedSome: 'failed-some',
} as const;

const inHour = (minute: number) => minute % 60;

/** Fields of `series`, by minute of the hour. */
export const triedField = (minute: number) => `${inHour(minute)}:tried`;
export const failedField = (minute: number) => `${inHour(minute)}:failed`;

/** Fields of `details`: a signal's index in the list of signals, or a feature. */
export const signalField = (minute: number, signal: number) => `${inHour(minute)}:signal:${signal}`;
export const saidField = (minute: number, feature: string) => `${inHour(minute)}:said:${feature}`;

function doorChanges(minute: number, door: DoorSums): CountChange[] {
  const change = (field: string, by: number) => ({ hash: 'recent', minute, field, by }) as const;
  return [
    change(RECENT.several, door.several),
    change(RECENT.failedAll, door.failedAll),
    change(RECENT.failedSome, door.failedSome),
  ].filter(({ by }) => by !== 0);
}

/** What votes of one service change, summed. */
export function changesOf(weighed: readonly Weighed[]): readonly CountChange[] {
  const pending = new PendingCounts();
  for (const { vote, weight } of weighed) pending.add(vote, weight);
  const changes: CountChange[] = [];
  for (const { minute, voices, tried, failed, signals, said } of pending.values()) {
    if (voices > 0) {
      changes.push({ hash: 'recent', minute, field: RECENT.voices, by: voices });
      // A minute with voices is one of the series, even if the caps let none count.
      changes.push({ hash: 'series', minute, field: triedField(minute), by: tried });
      if (failed !== 0) {
        changes.push({ hash: 'series', minute, field: failedField(minute), by: failed });
      }
    }
    for (const [signal, by] of signals) {
      if (by === 0) continue;
      changes.push({ hash: 'details', minute, field: signalField(minute, signal), by });
    }
    for (const [feature, by] of said) {
      changes.push({ hash: 'details', minute, field: saidField(minute, feature), by });
    }
  }
  for (const [minute, door] of pending.doors()) changes.push(...doorChanges(minute, door));
  return changes;
}
