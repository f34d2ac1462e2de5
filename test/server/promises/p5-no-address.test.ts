import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { driveServer } from '../../support/driven-server/driven-server.ts';
import type { Sent } from '../../support/driven-server/sender.ts';
import { batch, failed, networkOf, post, seen } from '../support/batches.ts';
import { startServer } from '../support/server-process.ts';
import { createTestServer, NOON, temporaryFolder } from '../support/test-server.ts';
import { ADDRESSES, tracesFoundIn } from './addresses.ts';
import { dumpOf, filesIn } from './sqlite-files.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

describe('P5: the server keeps no address, raw or hashed', () => {
  it('after a load of batches, good and bad: not in files, not in the log, not in the metrics', async () => {
    const server = await startServer({
      OUTCRY_DB: join(folder.path, 'outcry.db'),
      OUTCRY_TRUST_PROXY: '127.0.0.1',
    });
    const minute = Math.floor(Date.now() / 60_000);
    const send = (from: string, body: unknown) =>
      fetch(`${server.url}/v1/reports`, post(body, { 'x-forwarded-for': from }));
    for (const address of ADDRESSES) {
      const answer = await send(address, batch(address, { seen: [failed(minute)] }));
      expect(answer.status).toBe(202);
      await send(address, { ...batch(address), tag: address });
      await fetch(`${server.url}/${address}?from=${address}`, {
        headers: { 'x-forwarded-for': address, 'user-agent': address, referer: address },
      });
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const running = filesIn(folder.path);
    await server.end('SIGKILL');
    const places = new Map([
      ...[...running].map(([name, bytes]) => [`${name} while it ran`, bytes] as const),
      ...filesIn(folder.path),
      ['log', Buffer.from(server.output())],
      ['metrics', Buffer.from(metrics)],
    ]);
    expect([...places.keys()]).toContain('outcry.db-wal');
    expect(dumpOf(join(folder.path, 'outcry.db')).get('voices')).toHaveLength(ADDRESSES.length);
    expect(tracesFoundIn(places)).toEqual([]);
  }, 120_000);

  it('what is stored is the same whichever networks spoke, and under whichever key', async () => {
    const run = async (name: string, key: number, networks: number) => {
      const file = join(folder.path, name);
      const randomKey = () => new Uint8Array(32).fill(key);
      const server = createTestServer({ store: createSqliteStore(file), randomKey });
      for (let index = 0; index < 30; index += 1) {
        const minute = server.minute();
        const own = [
          index < 10 ? failed(minute) : seen({ minute }),
          seen({ minute, service: 'poe' }),
        ];
        const body = post(batch(index, { seen: own }));
        await server.requestFrom(networkOf(networks + index), '/v1/reports', body);
      }
      const hmacs = Array.from({ length: 30 }, (_, index) => {
        const network = `4:${networkOf(networks + index).replace(/\.\d+$/, '')}`;
        return createHmac('sha256', randomKey()).update(network).digest();
      });
      server.pass(2);
      await server.judge();
      await server.archive.update();
      const bytes = Buffer.concat([...filesIn(folder.path).values()]);
      await server.store.close();
      for (const hmac of hmacs) {
        expect(bytes.includes(hmac.subarray(0, 8))).toBe(false);
        expect(bytes.includes(hmac.toString('hex').slice(0, 12))).toBe(false);
      }
      return dumpOf(file);
    };
    const first = await run('first.db', 1, 0);
    expect(first.get('voices')).toHaveLength(60);
    expect(await run('second.db', 1, 500)).toEqual(first);
    expect(await run('third.db', 7, 0)).toEqual(first);
  });

  it('a restart changes the key: networks fall together in other ways', async () => {
    const services = ['chatgpt', 'claude', 'gemini', 'poe', 'grok', 'deepseek'];
    const sent = services.flatMap((service, group) =>
      Array.from({ length: 1_000 }, (_, index): Sent => {
        const from = networkOf(group * 1_000 + index);
        const body = batch(`${from}`, { seen: [seen({ minute: NOON, service })] });
        return { from, body: JSON.stringify(body) };
      }),
    );
    // Of 1,000 networks about 15 share one of 65,536 buckets with another: which, only the key says.
    const run = async (name: string) => {
      const server = await driveServer({ OUTCRY_DB: join(folder.path, name) }, NOON + 1);
      await server.send(sent);
      await server.judge();
      const status = await server.status();
      await server.stop();
      return services.map((service) => status.services[service]?.tried ?? 0);
    };
    const first = await run('first.db');
    expect(Math.min(...first)).toBeGreaterThan(950);
    expect(first.reduce((sum, tried) => sum + tried)).toBeLessThan(6_000);
    expect(await run('second.db')).not.toEqual(first);
  }, 120_000);
});
