import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer as startProcess } from '../server/support/server-process.ts';
import { listenOn } from './listen-on.ts';

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
 * @throws Error with its output when it ends before it listens
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'outcry-server-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const dbFile = settings.OUTCRY_DB ?? join(folder, 'outcry.db');
  const server = await startProcess({ ...settings, OUTCRY_DB: dbFile }).catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    origin: `http://127.0.0.1:${server.port}`,
    dbFile,
    output: server.output,
    async stop() {
      const code = await server.end('SIGTERM');
      await remove();
      return code;
    },
  };
}

/**
 * Starts the real server on the first of these ports that can be had. Between the look for one and the start another
 * test may take it: then the next one is tried.
 */
export async function startServerOn(
  ports: readonly number[],
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(ports);
    try {
      return await startServer({ ...settings, OUTCRY_PORT: String(port) });
    } catch (error) {
      if (attempt === ports.length || !String(error).includes(`:${port} is in use`)) throw error;
    }
  }
}
