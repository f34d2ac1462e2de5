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
  /** Memory it holds now. Bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}

/** Ticks per second of /proc/<pid>/stat; fixed at 100 on Linux. */
const CLOCK_TICKS = 100;

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

function handle(child: ChildProcess, port: number): ServerProcess {
  return {
    port,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function startFork(file: string, message: string): Promise<ServerProcess> {
  const child = fork(new URL(file, import.meta.url));
  child.send(message);
  const [address] = await once(child, 'message');
  return handle(child, z.looseObject({ port: z.int() }).parse(address).port);
}

/** Starts the bare server. @param file what it answers a GET with */
export function startBare(file: Uint8Array): Promise<ServerProcess> {
  return startFork('bare-server.ts', Buffer.from(file).toString('base64'));
}

/** Starts the framework without a store. @param file what it answers a GET with */
export function startHono(file: Uint8Array): Promise<ServerProcess> {
  return startFork('hono-server.ts', Buffer.from(file).toString('base64'));
}

/** Starts the peer with one INSERT for each event. @param folder for its database */
export function startInsert(folder: string): Promise<ServerProcess> {
  return startFork('insert-server.ts', folder);
}

/**
 * Starts Outcry's server, trusting the load generator as its proxy.
 * @param settings where it stores: `OUTCRY_DB`, and `OUTCRY_REDIS` for a cluster
 */
export async function startOutcry(
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      OUTCRY_HOST: '127.0.0.1',
      OUTCRY_PORT: '0',
      OUTCRY_REDIS: '',
      OUTCRY_TRUST_PROXY: '127.0.0.1',
      OUTCRY_OFFICIAL: 'off',
      ...settings,
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
