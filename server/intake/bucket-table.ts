import { BUCKETS } from './network-buckets.ts';

/** Above this many buckets flat arrays (768 KiB) are smaller than a map. */
const DENSE_FROM = 4096;

/** Most voices of one bucket that are told apart; more no longer change its word. */
const MOST_VOICES = 0xffff;

/** How the voices of one network bucket went, for one service and minute. `signals` is a set of bits. */
export interface BucketState {
  readonly voices: number;
  readonly failing: number;
  readonly signals: number;
}

const NONE: BucketState = { voices: 0, failing: 0, signals: 0 };

/**
 * The state of up to 65,536 buckets in bounded memory: a map while few are used, flat arrays when a
 * crowd, or a flood, uses many.
 */
export class BucketTable {
  #sparse: Map<number, BucketState> | null = new Map();
  #counts = new Uint32Array(0);
  #signals = new Float64Array(0);

  get(bucket: number): BucketState {
    if (this.#sparse !== null) return this.#sparse.get(bucket) ?? NONE;
    const counts = this.#counts[bucket] ?? 0;
    return {
      voices: counts >>> 16,
      failing: counts & MOST_VOICES,
      signals: this.#signals[bucket] ?? 0,
    };
  }

  set(bucket: number, state: BucketState): void {
    if (this.#sparse !== null) {
      this.#sparse.set(bucket, state);
      if (this.#sparse.size > DENSE_FROM) this.#flatten(this.#sparse);
      return;
    }
    this.#counts[bucket] = (state.voices << 16) | state.failing;
    this.#signals[bucket] = state.signals;
  }

  #flatten(sparse: ReadonlyMap<number, BucketState>): void {
    this.#counts = new Uint32Array(BUCKETS);
    this.#signals = new Float64Array(BUCKETS);
    this.#sparse = null;
    for (const [bucket, state] of sparse) this.set(bucket, state);
  }
}

/** @returns the state after one more voice; a bucket with 65,535 voices has said its word */
export function withVoice(state: BucketState, failed: boolean, signals: number): BucketState {
  if (state.voices >= MOST_VOICES) return state;
  return {
    voices: state.voices + 1,
    failing: state.failing + (failed ? 1 : 0),
    signals: failed ? union(state.signals, signals) : state.signals,
  };
}

const HALF = 2 ** 24;

/** Bits of either set. Sets hold up to 48 bits, so bitwise operators (32 bits) work on halves. */
function union(a: number, b: number): number {
  const high = (Math.floor(a / HALF) | Math.floor(b / HALF)) >>> 0;
  return high * HALF + ((a % HALF) | (b % HALF));
}

/** @returns the set with the given indices, each 0 to 47 */
export function signalSet(indices: readonly number[]): number {
  return indices.reduce((set, index) => union(set, 2 ** index), 0);
}

/** @returns the indices in `a` that are not in `b`, rising */
export function signalsOnlyIn(a: number, b: number): readonly number[] {
  if (a === 0 || a === b) return [];
  const indices: number[] = [];
  for (let index = 0, left = a, right = b; left > 0; index += 1) {
    if (left % 2 === 1 && right % 2 === 0) indices.push(index);
    left = Math.floor(left / 2);
    right = Math.floor(right / 2);
  }
  return indices;
}
