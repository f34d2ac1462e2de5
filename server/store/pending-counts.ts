import type { Feature } from '../../lib/protocol/vocabulary.ts';
import type { DoorSums, Vote, Weight } from './store.ts';

interface Sums {
  readonly service: string;
  readonly minute: number;
  voices: number;
  tried: number;
  failed: number;
  readonly signals: Map<number, number>;
  readonly said: Map<Feature, number>;
}

/** What a group of new votes changes, summed per service and minute: a few rows instead of one per vote. */
export class PendingCounts {
  readonly #sums = new Map<string, Sums>();
  readonly #doors = new Map<number, DoorSums>();

  add({ service, minute, feature }: Vote, weight: Weight): void {
    if (weight.door !== undefined) this.#addDoor(minute, weight.door);
    const key = `${service}/${minute}`;
    let sums = this.#sums.get(key);
    if (sums === undefined) {
      sums = {
        service,
        minute,
        voices: 0,
        tried: 0,
        failed: 0,
        signals: new Map(),
        said: new Map(),
      };
      this.#sums.set(key, sums);
    }
    if (feature !== null) {
      sums.said.set(feature, (sums.said.get(feature) ?? 0) + weight.said);
      return;
    }
    sums.voices += 1;
    sums.tried += weight.tried;
    sums.failed += weight.failed;
    for (const signal of weight.raised)
      sums.signals.set(signal, (sums.signals.get(signal) ?? 0) + 1);
    for (const signal of weight.lowered)
      sums.signals.set(signal, (sums.signals.get(signal) ?? 0) - 1);
  }

  values(): Iterable<Readonly<Sums>> {
    return this.#sums.values();
  }

  /** Sums at the door, by minute. */
  doors(): ReadonlyMap<number, DoorSums> {
    return this.#doors;
  }

  #addDoor(minute: number, change: DoorSums): void {
    const sums = this.#doors.get(minute) ?? { several: 0, failedAll: 0, failedSome: 0 };
    this.#doors.set(minute, {
      several: sums.several + change.several,
      failedAll: sums.failedAll + change.failedAll,
      failedSome: sums.failedSome + change.failedSome,
    });
  }
}
