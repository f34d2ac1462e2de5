import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** Seconds of processor time used so far. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/** Ticks per second of /proc/<pid>/stat; fixed at 100 on Linux. */
const CLOCK_TICKS = 100;

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

function handle(child: ChildProcess, port: number): ServerProcess {
  return {
    port,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Starts the bare server. @param file what it answers a GET with */
export async function startBare(file: Uint8Array): Promise<ServerProcess> {
  const child = fork(new URL('bare-server.ts', import.meta.url));
  child.send(Buffer.from(file).toString('base64'));
  const [address] = await once(child, 'message');
  return handle(child, z.object({ port: z.int() }).parse(address).port);
}

/** Starts Outcry's server on a SQLite file, trusting the load generator as its proxy. */
export async function startOutcry(database: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      OUTCRY_HOST: '127.0.0.1',
      OUTCRY_PORT: '0',
      OUTCRY_DB: database,
      OUTCRY_REDIS: '',
      OUTCRY_TRUST_PROXY: '127.0.0.1',
      OUTCRY_OFFICIAL: 'off',
    },
  });
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      const url = /"event":"listening","url":"[^"]*:(\d+)"/.exec(line)?.[1];
      if (url !== undefined) resolve(Number(url));
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return handle(child, port);
}
