import { setTimeout as delay } from 'node:timers/promises';
import { type FaultRow, runFault } from './fault-run.ts';
import { limitFiles } from './limit-files.ts';
import { sqliteScene, stepClockOf } from './scene.ts';

/** How long it lasts, and the load before and after it. Milliseconds. */
export interface Times {
  readonly calmMs: number;
  readonly faultMs: number;
}

const KILL_SERVER = 'kill -9 the server';
const FILL_DISK = 'fill the disk';
const STEP_CLOCK = 'clock steps of ± 5 minutes';

/** The server is killed at once, and started again by its supervisor. */
export async function killServer({ calmMs }: Times): Promise<FaultRow> {
  const scene = await sqliteScene();
  const [server] = scene.servers;
  try {
    return await runFault({
      ...{ fault: KILL_SERVER, store: 'SQLite', urls: scene.urls, reader: null, calmMs },
      inflict: async () => server?.killAndRestart(),
    });
  } finally {
    await scene.end();
  }
}

/** No file may grow for a while. */
export async function fillDisk({ calmMs, faultMs }: Times): Promise<FaultRow> {
  const scene = await sqliteScene();
  const pid = scene.servers[0]?.process().child.pid ?? 0;
  const [reader = null] = scene.urls();
  try {
    return await runFault({
      ...{ fault: FILL_DISK, store: 'SQLite', urls: scene.urls, reader, calmMs },
      async inflict() {
        limitFiles(pid, 1_000);
        await delay(faultMs);
        limitFiles(pid, 'unlimited');
      },
    });
  } finally {
    await scene.end();
  }
}

/** The server's clock is set five minutes back, right, five minutes ahead, and right. */
export async function stepClock({ calmMs, faultMs }: Times): Promise<FaultRow> {
  const scene = await sqliteScene();
  const [reader = null] = scene.urls();
  try {
    return await runFault({
      ...{ fault: STEP_CLOCK, store: 'SQLite', urls: scene.urls, reader, calmMs },
      inflict: () => stepClockOf(scene.servers[0], faultMs),
    });
  } finally {
    await scene.end();
  }
}

/** Every fault of a server on SQLite, each on a server of its own. */
export const SQLITE_FAULTS: readonly {
  readonly fault: string;
  inflict(times: Times): Promise<FaultRow>;
}[] = [
  { fault: KILL_SERVER, inflict: killServer },
  { fault: FILL_DISK, inflict: fillDisk },
  { fault: STEP_CLOCK, inflict: stepClock },
];
