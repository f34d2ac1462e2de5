/**
 * Runs a job for any number of callers: at once when it is idle; while it runs, all further callers share
 * one more run after it. So nobody gets a result older than their call, and calls never pile up.
 */
export function createCoalescer(job: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  function start(): Promise<void> {
    const run = job().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  }
  return () => {
    // A run that has just ended may have its successor waiting: between the two nobody else may start one.
    if (next) return next;
    if (!running) return start();
    next = running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
