import type { Peers } from '../store/redis/peers.ts';

/** A job is free again when its holder has been silent for this long. Milliseconds. */
export const LEASE_MS = 9_000;

/** A holder says that it goes on this often, and the others ask whether it is free. Milliseconds. */
export const CLAIM_EVERY_MS = 3_000;

/** A job that one node at a time does. */
export interface Lease {
  /** Whether this node may do the job at this moment. */
  held(): boolean;
  /** Asks for the job, or goes on with it; to be called every three seconds. @throws Error when the store fails */
  keep(): Promise<void>;
  /** Lets another node have it at once. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  /** Null where there is one node only: it has every job. */
  readonly peers: Pick<Peers, 'claim' | 'release'> | null;
  readonly job: string;
  /** A name that no other node has, and no earlier start of this one. */
  readonly holder: string;
  /** Milliseconds on a clock that nobody sets, such as `performance.now`. */
  readonly elapsed: () => number;
  /** Told when this node takes or loses the job. */
  readonly onChange: (held: boolean) => void;
}

/**
 * A node that is cut off stops by itself when its lease is over, on its own steady clock: another node
 * cannot have it earlier.
 */
export function createLease({ peers, job, holder, elapsed, onChange }: LeaseOptions): Lease {
  let until = peers === null ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  let wasHeld = peers === null;
  const note = (held: boolean) => {
    if (held !== wasHeld) onChange(held);
    wasHeld = held;
  };
  return {
    held: () => elapsed() < until,
    async keep() {
      if (peers === null) return;
      const asked = elapsed();
      try {
        // It counts from before the question: the store counts from when it came.
        until = (await peers.claim(job, holder, LEASE_MS)) ? asked + LEASE_MS : asked;
      } finally {
        note(elapsed() < until);
      }
    },
    async release() {
      if (peers === null) return;
      until = Number.NEGATIVE_INFINITY;
      note(false);
      await peers.release(job, holder);
    },
  };
}
