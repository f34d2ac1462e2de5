/** One batch of the load: a browser of its own, about one service in one minute. */
export interface Parcel {
  readonly who: number;
  readonly service: string;
  readonly minute: number;
}

/** What became of a load. */
export interface Ledger {
  /** Batches that were sent, repeats included. */
  readonly requests: number;
  /** Different batches. */
  readonly parcels: readonly Parcel[];
  readonly acknowledged: ReadonlySet<Parcel>;
  /** Time in which some batch waited that was refused, or had no answer, until it was taken. Seconds. */
  readonly refusedSeconds: number;
}

/** Writes down what happens to each batch. */
export class LedgerBook implements Ledger {
  requests = 0;
  readonly parcels: Parcel[] = [];
  readonly acknowledged = new Set<Parcel>();
  readonly #refusedSince = new Map<Parcel, number>();
  readonly #waits: { readonly from: number; readonly to: number }[] = [];

  /** @param from when it was sent, in milliseconds of `performance.now` */
  note(parcel: Parcel, isAcknowledged: boolean, from: number): void {
    this.requests += 1;
    const since = this.#refusedSince.get(parcel);
    if (!isAcknowledged) {
      if (since === undefined) this.#refusedSince.set(parcel, from);
      return;
    }
    this.acknowledged.add(parcel);
    if (since === undefined) return;
    this.#waits.push({ from: since, to: performance.now() });
    this.#refusedSince.delete(parcel);
  }

  get refusedSeconds(): number {
    let total = 0;
    let end = Number.NEGATIVE_INFINITY;
    for (const { from, to } of this.#waits.toSorted((a, b) => a.from - b.from)) {
      total += Math.max(0, to - Math.max(from, end));
      end = Math.max(end, to);
    }
    return Math.round(total / 100) / 10;
  }
}
