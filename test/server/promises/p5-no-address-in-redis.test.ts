import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenVoice } from '../../../server/intake/voice.ts';
import { type RedisCluster, startRedisCluster } from '../../support/redis/redis-cluster.ts';
import { batch, failed, post, tagOf } from '../support/batches.ts';
import { startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';
import { ADDRESSES, tracesFoundIn } from './addresses.ts';
import { filesIn } from './sqlite-files.ts';

const folder = temporaryFolder();
let cluster: RedisCluster;

beforeAll(async () => {
  cluster = await startRedisCluster();
}, 40_000);
afterAll(async () => {
  await cluster.end();
  folder.dispose();
});

/** Every file of every node, with a dump of what it holds just now. */
async function filesOfNodes(): Promise<ReadonlyMap<string, Buffer>> {
  const all = new Map<string, Buffer>();
  for (const { direct, port } of cluster.nodes) {
    await direct.config('SET', 'rdbcompression', 'no');
    await direct.save();
    const [, folder = ''] = (await direct.config('GET', 'dir')) as string[];
    for (const [name, bytes] of filesIn(folder)) all.set(`${port}/${name}`, bytes);
  }
  return all;
}

describe('P5 on Redis: the server keeps no address, raw or hashed', () => {
  it('after a load of batches: not in dumps, not in append-only files, not in the log', async () => {
    const server = await startServer({
      OUTCRY_REDIS: cluster.addresses.slice(0, 2).join(','),
      OUTCRY_TRUST_PROXY: '127.0.0.1',
      OUTCRY_TOKEN_KEYS: `${folder.path}/issuer-keys`,
    });
    const minute = Math.floor(Date.now() / 60_000);
    for (const address of ADDRESSES) {
      const body = batch(address, { seen: [failed(minute)] });
      const answer = await fetch(
        `${server.url}/v1/reports`,
        post(body, { 'x-forwarded-for': address }),
      );
      expect(answer.status).toBe(202);
    }
    await server.end('SIGTERM');
    const files = await filesOfNodes();
    const names = [...files.keys()].join(' ');
    expect(names).toContain('dump.rdb');
    expect(names).toContain('.aof');
    expect(tracesFoundIn(new Map([...files, ['log', Buffer.from(server.output())]]))).toEqual([]);
    // The search would find them: the voices are there.
    const [first = ''] = ADDRESSES;
    const voice = Buffer.from(seenVoice(tagOf(first), 'chatgpt', minute));
    const holding = [...files].filter(([, bytes]) => {
      const forms = [voice, voice.toString('base64url'), voice.toString('hex')];
      return forms.some((form) => bytes.includes(form));
    });
    expect(holding.length).toBeGreaterThan(0);
  }, 120_000);
});
