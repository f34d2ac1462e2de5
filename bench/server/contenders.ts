import { type RedisCluster, startRedisCluster } from '../../test/support/redis/redis-cluster.ts';
import { type ServerProcess, startBare, startHono, startInsert, startOutcry } from './child.ts';

export const TITLES = {
  bare: 'bare node:http, parses the body',
  hono: 'Hono without a store',
  insert: 'Express, one INSERT for each event',
  sqlite: 'Outcry on SQLite',
  cluster: 'Outcry on a Redis Cluster',
} as const;

export type Contender = keyof typeof TITLES;
export const CONTENDERS = Object.keys(TITLES) as readonly Contender[];

/** All servers of one run, side by side; only one of them is loaded at a time. */
export interface Contenders {
  readonly servers: Readonly<Record<Contender, ServerProcess>>;
  stop(): Promise<void>;
}

/** @param folder for databases, on the disk that is measured */
export async function startContenders(folder: string): Promise<Contenders> {
  const redis: RedisCluster = await startRedisCluster();
  const sqlite = await startOutcry({ OUTCRY_DB: `${folder}/outcry.db` });
  const cluster = await startOutcry({
    OUTCRY_DB: `${folder}/beside-redis.db`,
    OUTCRY_REDIS: redis.addresses.join(','),
  });
  const status = await fetch(`http://127.0.0.1:${sqlite.port}/v1/status.json`, {
    headers: { 'accept-encoding': 'identity' },
  });
  const file = new Uint8Array(await status.arrayBuffer());
  const servers = {
    bare: await startBare(file),
    hono: await startHono(file),
    insert: await startInsert(folder),
    sqlite,
    cluster,
  };
  return {
    servers,
    async stop() {
      await Promise.all(Object.values(servers).map((server) => server.stop()));
      await redis.end();
    },
  };
}
