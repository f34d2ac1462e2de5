import { BUCKETS } from './network-buckets.ts';

/** A set of buckets in 8 KiB, however many there are in it. */
export class BucketSet {
  readonly #bits = new Uint8Array(BUCKETS / 8);

  has(bucket: number): boolean {
    return ((this.#bits[bucket >>> 3] ?? 0) & (1 << (bucket & 7))) !== 0;
  }

  add(bucket: number): void {
    this.#bits[bucket >>> 3] = (this.#bits[bucket >>> 3] ?? 0) | (1 << (bucket & 7));
  }

  delete(bucket: number): void {
    this.#bits[bucket >>> 3] = (this.#bits[bucket >>> 3] ?? 0) & ~(1 << (bucket & 7));
  }
}
