import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ServerProcess, startServer } from '../../test/server/support/server-process.ts';
import { freePorts } from '../../test/support/redis/free-ports.ts';
import { type RedisCluster, startRedisCluster } from '../../test/support/redis/redis-cluster.ts';

/** A supervisor starts a server again this long after its end. Milliseconds. */
const RESTART_MS = 500;

/** A server on a port of its own, which a supervisor starts again when it ends. */
export interface SupervisedServer {
  readonly url: string;
  process(): ServerProcess;
  /** Ends it at once, and waits until it listens again. */
  killAndRestart(): Promise<void>;
}

/** Real servers on a store in a temporary folder. */
export interface Scene {
  readonly servers: readonly SupervisedServer[];
  /** Null where the store is SQLite. */
  readonly cluster: RedisCluster | null;
  urls(): readonly string[];
  end(): Promise<void>;
}

async function supervise(settings: Record<string, string>): Promise<SupervisedServer> {
  const [port = 0] = await freePorts(1);
  const start = () => startServer({ ...settings, OUTCRY_PORT: String(port) });
  let current = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    process: () => current,
    async killAndRestart() {
      await current.end('SIGKILL');
      await delay(RESTART_MS);
      current = await start();
    },
  };
}

/** Signals that a server gets for all its steps of the clock. */
export const CLOCK_STEPS = [-300_000, 0, 300_000, 0] as const;

const SETTINGS = {
  OUTCRY_TRUST_PROXY: '127.0.0.1',
  NODE_OPTIONS: `--import ${new URL('stepped-clock.ts', import.meta.url).href}`,
  CLOCK_STEPS: CLOCK_STEPS.join(','),
};

/** A server's clock is set five minutes back, right, five minutes ahead, and right; each for so long. */
export async function stepClockOf(server: SupervisedServer | undefined, ms: number): Promise<void> {
  for (const _ of CLOCK_STEPS) {
    server?.process().child.kill('SIGUSR2');
    await delay(ms);
  }
}

/** One server on SQLite. */
export async function sqliteScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-faults-'));
  const server = await supervise({ ...SETTINGS, OUTCRY_DB: join(folder, 'outcry.db') });
  return {
    servers: [server],
    cluster: null,
    urls: () => [server.url],
    async end() {
      await server.process().end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Two servers on a cluster that somebody else starts and ends. */
export async function redisScene(
  cluster: RedisCluster,
  more: Record<string, string> = {},
): Promise<Scene> {
  await cluster.ready();
  await cluster.flush();
  const folder = mkdtempSync(join(tmpdir(), 'outcry-faults-'));
  const settings = {
    ...SETTINGS,
    OUTCRY_REDIS: cluster.addresses.join(','),
    OUTCRY_DB: join(folder, 'outcry.db'),
    ...more,
  };
  const servers = await Promise.all([supervise(settings), supervise(settings)]);
  return {
    servers,
    cluster,
    urls: () => servers.map(({ url }) => url),
    async end() {
      await Promise.all(servers.map((server) => server.process().end('SIGKILL')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A cluster whose every node is behind a proxy, and whose first node outlives a full disk. */
export function faultyCluster(nodeTimeoutMs: number): Promise<RedisCluster> {
  // Redis does not expect the signal that says that a file may not grow, and would end.
  const firstWrapper = ['sh', '-c', 'trap "" XFSZ; exec "$@"', 'sh'];
  return startRedisCluster({ isProxied: true, nodeTimeoutMs, firstWrapper });
}
