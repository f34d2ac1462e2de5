import { setTimeout as delay } from 'node:timers/promises';
import { statusSchema } from '../../lib/protocol/status.ts';

const EVERY_MS = 100;
const ANSWER_MS = 5_000;

/** What a reader of the status file met. */
export interface StatusReads {
  readonly reads: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly slowest: number;
  /** The oldest file that was shown, by its own time of making. Seconds. */
  readonly oldestSeconds: number;
}

/** Reads the status file ten times a second until it is told to stop. */
export function watchStatus(url: () => string): { stop(): Promise<StatusReads> } {
  let isOver = false;
  const result = { reads: 0, failed: 0, slowest: 0, oldestSeconds: 0 };
  const watching = (async () => {
    while (!isOver) {
      const started = performance.now();
      result.reads += 1;
      try {
        const signal = AbortSignal.timeout(ANSWER_MS);
        const answer = await fetch(`${url()}/v1/status.json`, { signal });
        const { at } = statusSchema.parse(await answer.json());
        const age = Math.round((Date.now() - Date.parse(at)) / 1000);
        result.oldestSeconds = Math.max(result.oldestSeconds, age);
      } catch {
        result.failed += 1;
      }
      result.slowest = Math.max(result.slowest, Math.round(performance.now() - started));
      await delay(EVERY_MS);
    }
    return result;
  })();
  return {
    stop() {
      isOver = true;
      return watching;
    },
  };
}
