import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../server/open-store.ts';
import { readSettings } from '../../../server/settings.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { OK, vote } from '../../contract/votes.ts';
import { createCertificate } from '../../support/certificate.ts';
import { type RedisCluster, startRedisCluster } from '../../support/redis/redis-cluster.ts';
import { sendBatch, voicesOf } from '../support/send-batches.ts';
import { failToStart, type ServerProcess, startServer } from '../support/server-process.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');

/** The user as operators are told to make it. */
const user = /^user outcry .*$/m.exec(operating)?.[0] ?? '';
const password = />(\S+)/.exec(user)?.[1] ?? '';

const folder = mkdtempSync(join(tmpdir(), 'outcry-secured-'));
const authority = join(folder, 'authority.crt');
let cluster: RedisCluster;
let nodes: string;
let running: ServerProcess | null = null;

beforeAll(async () => {
  const certificate = await createCertificate(['localhost', '127.0.0.1']);
  writeFileSync(authority, certificate.cert);
  cluster = await startRedisCluster({ security: { certificate, password: 'of-the-nodes', user } });
  nodes = cluster.addresses.join(',');
}, 40_000);
afterAll(async () => {
  await cluster.end();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await running?.end('SIGKILL');
  running = null;
});

const trusting = () => ({
  OUTCRY_DB: join(folder, 'outcry.db'),
  OUTCRY_TRUST_PROXY: '127.0.0.1',
  NODE_EXTRA_CA_CERTS: authority,
});

describe('a cluster behind TLS whose users have passwords', () => {
  it('holds the voices of a server whose user may do what the documents list, and no more', async () => {
    running = await startServer({
      ...trusting(),
      OUTCRY_REDIS: `rediss://outcry:${password}@${nodes}`,
    });
    const { url } = running;
    const minute = Math.floor(Date.now() / 60_000);
    for (const who of [1, 2, 2, 3]) {
      expect((await sendBatch(url, who, minute, { service: 'claude' })).status).toBe(202);
    }
    expect(await voicesOf(url, 'claude')).toBe(3);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await expect.poll(running.output, { timeout: 5_000 }).toContain('"job":"retention"');
    const refused = await Promise.all(
      cluster.nodes.map(async ({ direct }) => (await direct.call('ACL', 'LOG')) as unknown[]),
    );
    expect(refused.flat()).toEqual([]);
    expect(running.output()).not.toMatch(/"event":"(?:store-away|store-failed|job-failed)"/);
    expect(await running.end('SIGTERM')).toBe(0);
  }, 30_000);

  it('takes the password from a setting of its own', async () => {
    running = await startServer({
      ...trusting(),
      OUTCRY_REDIS: `rediss://outcry@${nodes}`,
      OUTCRY_REDIS_PASSWORD: password,
    });
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
  });

  it('takes a SQLite file in, by the same address', async () => {
    await cluster.flush();
    const db = join(folder, 'source.db');
    const source = createSqliteStore(db);
    const minute = Math.floor(Date.now() / 60_000);
    await source.add([vote('a', { service: 'claude', minute })], () => OK);
    await source.close();
    const to = `rediss://outcry:${password}@${nodes}`;
    const args = ['tools/move-store.ts', '--from', db, '--to', to];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
    });
    expect(stdout).toMatch(/^Moved .*: \d counts of 1 services, 1 voices, /);
  }, 30_000);

  it.each([
    [
      'a wrong password',
      'rediss://outcry:wrong@',
      /refuses this server: correct user and password/,
    ],
    ['a user that nobody knows', 'rediss://nobody:x@', /WRONGPASS/],
    ['no password', 'rediss://', /refuses this server: correct user and password.*NOAUTH/],
  ])(
    'stops the start at once because of %s, without repeating it',
    async (_, before, words) => {
      const started = performance.now();
      const { code, errors } = await failToStart({
        ...trusting(),
        OUTCRY_REDIS: `${before}${nodes}`,
      });
      expect(code).toBe(1);
      expect(errors).toMatch(words);
      expect(errors.trim().split('\n')).toHaveLength(1);
      expect(errors).not.toContain('wrong@');
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );

  it('stops the start when its certificate is of nobody who is trusted, and says so', async () => {
    const settings = readSettings({ OUTCRY_REDIS: `rediss://outcry:${password}@${nodes}` });
    const log = { info() {}, warn() {} };
    const opening = openStore(settings, { services: [], clock: Date.now, log, startMs: 500 });
    await expect(opening).rejects.toThrow(
      /OUTCRY_REDIS must name nodes .*: self-signed certificate/,
    );
  });
});
