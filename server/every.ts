import { setTimeout as delay } from 'node:timers/promises';

/**
 * Does some work now and then again after each pause, never twice at once, until the signal stops it.
 * @param pauseMs from the end of one run to the start of the next. Milliseconds
 * @returns a promise that resolves when the last run is over
 */
export async function every(
  pauseMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await work().catch(onError);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
