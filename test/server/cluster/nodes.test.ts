import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { type RedisCluster, startRedisCluster } from '../../support/redis/redis-cluster.ts';
import { fixture } from '../official/fixtures.ts';
import { type StandInPage, startStandInPage } from '../official/stand-in-page.ts';
import { failed, seen } from '../support/batches.ts';
import { sendBatch, voicesOf } from '../support/send-batches.ts';
import { failToStart, type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

/** One round of judging, and what it takes. Milliseconds. */
const TICK = { timeout: 8_000, interval: 100 };

let cluster: RedisCluster;
let page: StandInPage;
const running: ServerProcess[] = [];
let first: ServerProcess;
let second: ServerProcess;

beforeAll(async () => {
  cluster = await startRedisCluster();
  page = await startStandInPage();
  page.handle(({ headers }, response) => {
    const isRead = headers.host === 'status.openai.com';
    response.writeHead(isRead ? 200 : 404, { 'content-type': 'application/json' });
    response.end(isRead ? fixture('incident-io', 'full-outage.json') : '');
  });
  [first, second] = await Promise.all([start(), start()]);
}, 40_000);
afterAll(async () => {
  await Promise.all(running.map((server) => server.end('SIGKILL')));
  await cluster.end();
  await page.stop();
});

async function start(official = 'on'): Promise<ServerProcess> {
  const server = await startServer({
    OUTCRY_REDIS: cluster.addresses.slice(0, 2).join(','),
    OUTCRY_TRUST_PROXY: '127.0.0.1',
    OUTCRY_OFFICIAL_STAND_IN: page.address,
    OUTCRY_OFFICIAL: official,
  });
  running.push(server);
  return server;
}

async function servicesOf({ url }: ServerProcess) {
  return statusSchema.parse(await (await fetch(`${url}/v1/status.json`)).json()).services;
}

const thisMinute = () => Math.floor(Date.now() / 60_000);

/** Forty networks of which three quarters fail. */
async function crowd(urls: readonly string[], from: number): Promise<void> {
  const minute = thisMinute();
  const sent = Array.from({ length: 40 }, async (_, index) => {
    const url = urls[index % urls.length] ?? '';
    const fails = index % 4 !== 0;
    const change = fails ? failed(minute) : seen({ minute });
    return (await sendBatch(url, from + index, minute, change)).status;
  });
  expect(new Set(await Promise.all(sent))).toEqual(new Set([202]));
}

const holdersOf = (job: string) =>
  running.filter((server) => {
    const { exitCode, signalCode } = server.child;
    if (exitCode !== null || signalCode !== null) return false;
    const words = [...server.output().matchAll(/"event":"duty-(\w+)","job":"(\w+)"/g)];
    return words.findLast(([, , named]) => named === job)?.[1] === 'taken';
  });

describe('several servers on one cluster', () => {
  it('show the same, whichever of them was told, and one that comes late does from its first answer on', async () => {
    await crowd([first.url, second.url], 0);
    await expect
      .poll(async () => (await servicesOf(first)).chatgpt, TICK)
      .toMatchObject({ state: 'outage' });
    await expect
      .poll(async () => {
        const [own, other] = await Promise.all([servicesOf(first), servicesOf(second)]);
        return JSON.stringify(own) === JSON.stringify(other);
      }, TICK)
      .toBe(true);
    const late = await start('off');
    const [shown, known] = await Promise.all([servicesOf(late), servicesOf(first)]);
    const { official: _, ...own } = known.chatgpt ?? {};
    expect(shown.chatgpt).toMatchObject(own);
    expect(shown.chatgpt?.tried).toBeGreaterThan(30);
    const history = async ({ url }: ServerProcess) => {
      const { at: _, ...rest } = (await (await fetch(`${url}/v1/history.json`)).json()) as {
        at: string;
      };
      return rest;
    };
    expect(Object.keys(await history(late))).toEqual(Object.keys(await history(first)));
  });

  it('count a browser once that speaks to all of them at the same time, and again later', async () => {
    const servers = [first, second];
    const minute = thisMinute();
    const toAll = () =>
      Promise.all(
        Array.from({ length: 60 }, (_, who) =>
          Promise.all(servers.map(({ url }) => sendBatch(url, who, minute, { service: 'grok' }))),
        ),
      );
    const answers = [...(await toAll()), ...(await toAll())].flat();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    for (const { url } of servers) expect(await voicesOf(url, 'grok')).toBe(60);
  });

  it('share out the common jobs; the next takes over when the one that did them is killed', async () => {
    await expect.poll(() => page.seen.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const polling = holdersOf('official');
    expect(polling).toHaveLength(1);
    expect(holdersOf('retention')).toHaveLength(1);
    const [holder] = polling;
    const other = holder === first ? second : first;
    if (holder === undefined) throw new Error('nobody polls');
    const wordOf = async (server: ServerProcess) => (await servicesOf(server)).chatgpt?.official;
    await expect.poll(() => wordOf(other), TICK).toMatchObject({ state: 'outage' });
    await expect.poll(() => wordOf(holder), TICK).toEqual(await wordOf(other));
    expect(other.output()).not.toContain('official-readable');

    await holder.end('SIGKILL');
    const asked = page.seen.length;
    await expect
      .poll(() => other.output(), { timeout: 15_000 })
      .toMatch(/"event":"duty-taken","job":"official"/);
    expect(await wordOf(other)).toMatchObject({ state: 'outage' });
    await expect.poll(() => page.seen.length, { timeout: 5_000 }).toBeGreaterThan(asked);
    await expect.poll(() => holdersOf('retention'), { timeout: 5_000 }).toHaveLength(1);
  }, 40_000);

  it('leave their jobs at once when they are asked to stop', async () => {
    const next = await start();
    const [holder] = holdersOf('official');
    expect(await holder?.end('SIGTERM')).toBe(0);
    await expect
      .poll(() => next.output(), { timeout: 5_000 })
      .toMatch(/"event":"duty-taken","job":"official"/);
  });

  it('find out that one has other keys for tokens, which does not start where they are needed', async () => {
    const folder = temporaryFolder();
    const own = {
      OUTCRY_REDIS: cluster.addresses.join(','),
      OUTCRY_TOKEN_KEYS: `${folder.path}/keys`,
    };
    const stranger = await startServer(own);
    running.push(stranger);
    expect(stranger.output()).toContain('"event":"issuer-keys-differ"');
    expect(running.filter((server) => server.output().includes('issuer-keys-differ'))).toEqual([
      stranger,
    ]);
    const { code, errors } = await failToStart({ ...own, OUTCRY_TOKENS: 'required' });
    expect(code).toBe(1);
    expect(errors).toContain('OUTCRY_TOKEN_KEYS must be one folder for all servers');
    folder.dispose();
  });
});

describe('the cluster', () => {
  it('holds nothing without an end, and all of a service under one hash tag', async () => {
    const masters = cluster.nodes.slice(0, 3);
    const keys = await Promise.all(
      masters.map(async ({ direct }) => {
        const names = await direct.keys('*');
        const lives = await Promise.all(names.map((name) => direct.ttl(name)));
        return names.map((name, index) => ({ name, seconds: lives[index] ?? -1 }));
      }),
    );
    const all = keys.flat();
    expect(all.length).toBeGreaterThan(20);
    for (const { name, seconds } of all) {
      expect(name).toMatch(/^outcry:1:\{[^{}]+\}/);
      expect(seconds, name).toBeGreaterThan(0);
      expect(seconds, name).toBeLessThanOrEqual(90 * 86_400);
      if (/:(?:voices|recent):/.test(name)) expect(seconds, name).toBeLessThan(30 * 60);
    }
    expect(all.some(({ name }) => name.startsWith('outcry:1:{chatgpt}:voices:'))).toBe(true);
  });
});
