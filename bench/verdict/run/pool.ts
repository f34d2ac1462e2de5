import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { JOBS, type JobName, type Plan, type Result } from './jobs.ts';
import type { Order } from './worker.ts';

/** Runs jobs, several at once. */
export interface Pool {
  /** @returns a result per plan, in the order of the plans */
  run<N extends JobName>(name: N, plans: readonly Plan<N>[]): Promise<Result<N>[]>;
  close(): Promise<void>;
}

/** A pool without threads, for small sizes: jobs run one after the other, here. */
export function createInlinePool(): Pool {
  return {
    async run(name, plans) {
      const job = JOBS[name] as (plan: unknown) => Result<typeof name>;
      return plans.map((plan) => job(plan));
    },
    async close() {},
  };
}

/**
 * @param threads worker threads, usually one per core
 * @param onDone told after each job: its name and how many are still to do
 */
export function createPool(threads: number, onDone?: (name: JobName, left: number) => void): Pool {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('worker.ts', import.meta.url)),
  );
  const idle = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  let left = 0;

  async function take(): Promise<Worker> {
    return idle.pop() ?? new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(worker: Worker): void {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  }

  async function order(name: JobName, plan: unknown): Promise<unknown> {
    const worker = await take();
    const answer = once(worker, 'message');
    worker.postMessage({ name, plan } satisfies Order);
    const [result] = await answer;
    giveBack(worker);
    left -= 1;
    onDone?.(name, left);
    return result;
  }

  return {
    async run(name, plans) {
      left += plans.length;
      const results = await Promise.all(plans.map((plan) => order(name, plan)));
      return results as Result<typeof name>[];
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
