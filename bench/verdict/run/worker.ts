import { parentPort } from 'node:worker_threads';
import { JOBS, type JobName } from './jobs.ts';

/** A job on its way to a worker. */
export interface Order {
  readonly name: JobName;
  readonly plan: unknown;
}

parentPort?.on('message', ({ name, plan }: Order) => {
  parentPort?.postMessage((JOBS[name] as (plan: unknown) => unknown)(plan));
});
