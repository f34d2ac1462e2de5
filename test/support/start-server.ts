import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listenOn } from './listen-on.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

const PATIENCE_MS = 20_000;

export interface StartedServer {
  readonly origin: string;
  readonly dbFile: string;
  /** What it has printed so far. */
  output(): string;
  /** Stops it the way an operator does and removes its database. @returns its exit code */
  stop(): Promise<number | null>;
}

/** @returns the first of these ports that is free at this moment; 0 stands for any */
export async function freePort(ports: readonly number[] = [0]): Promise<number> {
  const probe = createServer();
  const port = await listenOn(probe, ports);
  probe.close();
  await once(probe, 'close');
  return port;
}

/**
 * Starts the real server as a process of its own, on a temporary database, asking no vendor.
 * @param settings further environment settings, for example `OUTCRY_TRUST_PROXY`
 * @throws Error with its output when it ends or is not ready in time
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'outcry-server-'));
  const dbFile = settings.OUTCRY_DB ?? join(folder, 'outcry.db');
  const port = settings.OUTCRY_PORT ?? String(await freePort());
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      OUTCRY_OFFICIAL: 'off',
      OUTCRY_HOST: '127.0.0.1',
      ...settings,
      OUTCRY_DB: dbFile,
      OUTCRY_PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  }
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    const [code] = await exited;
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isReady(origin))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The server was not ready in time:\n${printed.join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { origin, dbFile, output: () => printed.join(''), stop };
}

async function isReady(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/readyz`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
