import { describe, expect, it } from 'vitest';
import { createCoalescer } from '../../../lib/background/create-coalescer.ts';

/** A job that ends when the test says so. */
function createJob() {
  const ends: (() => void)[] = [];
  const job = {
    starts: 0,
    most: 0,
    running: 0,
    run: async () => {
      job.starts += 1;
      job.running += 1;
      job.most = Math.max(job.most, job.running);
      await new Promise<void>((resolve) => ends.push(resolve));
      job.running -= 1;
    },
    end: () => ends.shift()?.(),
  };
  return job;
}

describe('createCoalescer', () => {
  it('shares one more run among all who call while it runs', async () => {
    const job = createJob();
    const call = createCoalescer(job.run);
    const calls = [call(), call(), call()];
    job.end();
    await calls[0];
    await expect.poll(() => job.starts).toBe(2);
    job.end();
    await Promise.all(calls);
    expect(job.starts).toBe(2);
  });

  it.each(Array.from({ length: 8 }, (_, ticks) => [ticks]))(
    'never runs the job twice at a time, not for a call %i turns after a run has ended',
    async (turns) => {
      const job = createJob();
      const call = createCoalescer(job.run);
      const calls = [call(), call()];
      job.end();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      calls.push(call());
      for (let end = 0; end < 4; end += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        job.end();
      }
      await Promise.all(calls);
      expect(job.most).toBe(1);
    },
  );
});
