import { setTimeout as delay } from 'node:timers/promises';
import { createLease, type LeaseOptions } from './lease.ts';

/** What one node does for all. */
export const JOBS = ['official', 'retention'] as const;

export type Job = (typeof JOBS)[number];

/** A store that is away must not keep a server from ending: leases end by themselves. Milliseconds. */
const RELEASE_MS = 500;

/** Which of the common jobs this node does. */
export interface Duties {
  has(job: Job): boolean;
  /** Work that is done only while this node has the job. */
  only<A extends unknown[]>(
    job: Job,
    work: (...values: A) => Promise<void>,
  ): (...values: A) => Promise<void>;
  /** Asks for jobs, or goes on with them; to be called every three seconds. @throws Error when the store fails */
  keep(): Promise<void>;
  /** Lets other nodes have them at once. */
  release(): Promise<void>;
}

export interface DutiesOptions extends Omit<LeaseOptions, 'job' | 'onChange'> {
  /** The jobs that this node can do. */
  readonly jobs: readonly Job[];
  readonly onChange: (job: Job, held: boolean) => void;
}

/** @returns duties that a lone node has from the start, and one of many once it is given them */
export function createDuties({ jobs, onChange, ...options }: DutiesOptions): Duties {
  const leases = new Map(
    jobs.map((job) => [
      job,
      createLease({ ...options, job, onChange: (held) => onChange(job, held) }),
    ]),
  );
  const has = (job: Job) => leases.get(job)?.held() ?? false;
  return {
    has,
    only:
      (job, work) =>
      async (...values) => {
        if (has(job)) await work(...values);
      },
    async keep() {
      // Their keys may lie on different masters: one that is away must not take the other jobs along.
      await Promise.all([...leases.values()].map((lease) => lease.keep()));
    },
    async release() {
      const released = Promise.allSettled([...leases.values()].map((lease) => lease.release()));
      await Promise.race([released, delay(RELEASE_MS, undefined, { ref: false })]);
    },
  };
}
