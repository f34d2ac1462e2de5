// Loaded before the real server (`node --import`): its time and its pauses pass when the parent process says so.
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/** What the parent sends: how far the clock goes. Milliseconds. */
export interface Pass {
  readonly ms: number;
}

interface Sleeper {
  readonly due: number;
  wake(): void;
}

const sleepers = new Set<Sleeper>();
let now = Number(process.env.DRIVEN_CLOCK_START);
/** Jobs that were woken and have not gone back to sleep. */
let awake = 0;

function settle(): void {
  if (awake === 0) process.send?.('settled');
}

function sleep(ms = 0, _value?: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      sleepers.delete(sleeper);
      reject(new Error('aborted'));
    };
    const sleeper: Sleeper = {
      due: now + ms,
      wake() {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', stop);
        resolve();
      },
    };
    if (signal?.aborted === true) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    sleepers.add(sleeper);
    if (awake === 0) return;
    awake -= 1;
    settle();
  });
}

const started = now;
Date.now = () => now;
Object.defineProperty(performance, 'now', { value: () => now - started });
Object.assign(timers, { setTimeout: sleep });
syncBuiltinESMExports();

process.on('message', ({ ms }: Pass) => {
  now += ms;
  const due = [...sleepers].filter((sleeper) => sleeper.due <= now);
  awake += due.length;
  for (const sleeper of due) sleeper.wake();
  settle();
});
