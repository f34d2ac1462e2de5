// Moves a server's SQLite file into a Redis Cluster: `npm run move-store -- --from data/outcry.db --to host:port,host:port`.
import { parseArgs } from 'node:util';
import { readServices } from '../lib/services/read.ts';
import { readSettings } from '../server/settings.ts';
import { moveStore } from '../server/store/move-store.ts';
import { openLink } from '../server/store/redis/link.ts';
import { createRedisStore } from '../server/store/redis.ts';

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
  const settings = readSettings({
    ...process.env,
    ...(values.from === undefined ? {} : { OUTCRY_DB: values.from }),
    ...(values.to === undefined ? {} : { OUTCRY_REDIS: values.to }),
  });
  if (settings.redis === null) throw new Error('name the cluster: --to host:port,host:port');
  const services = readServices().map(({ id }) => id);
  const way = {
    nodes: settings.redis,
    replicas: settings.redisReplicas,
    user: settings.redisUser,
    password: settings.redisPassword,
    tls: settings.redisTls,
  };
  const link = openLink(way);
  const target = createRedisStore({ ...way, services, clock: Date.now });
  try {
    await target.ping();
    const moved = await moveStore({ path: settings.db, target, link, services, clock: Date.now });
    const { counts, voices, spent, leftOut } = moved;
    console.log(
      `Moved ${settings.db}: ${counts} counts of ${moved.services} services, ${voices} voices, ${spent} spent values.`,
    );
    if (leftOut.length > 0) console.log(`Left out, not on the list: ${leftOut.join(', ')}`);
    console.log('Now start the server with OUTCRY_REDIS instead of OUTCRY_DB.');
  } finally {
    await target.close();
    await link.close();
  }
}

run().catch((error: unknown) => {
  console.error(`move-store: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
});
