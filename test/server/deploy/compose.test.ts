import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { readSettings } from '../../../server/settings.ts';
import { findProgram } from '../../../tools/setup/programs.mjs';
import { freePorts } from '../../support/redis/free-ports.ts';
import { freePort } from '../../support/start-server.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const serviceSchema = z.looseObject({
  image: z.optional(z.string()),
  command: z.optional(z.array(z.string())),
  read_only: z.optional(z.boolean()),
  environment: z.optional(z.record(z.string(), z.string())),
  volumes: z.optional(z.array(z.string())),
  depends_on: z.optional(z.union([z.array(z.string()), z.record(z.string(), z.unknown())])),
  networks: z.optional(z.unknown()),
  healthcheck: z.optional(z.looseObject({ test: z.array(z.string()) })),
});
const networksSchema = z.object({ inside: z.object({ ipv4_address: z.string() }) });
const { services, volumes } = z
  .looseObject({
    services: z.record(z.string(), serviceSchema),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8'), { merge: true }));
const of = (prefix: string) => Object.entries(services).filter(([name]) => name.startsWith(prefix));

describe('compose.yaml', () => {
  it('has six of Redis, two nodes and a proxy, and every name in it leads somewhere', () => {
    expect(of('redis-')).toHaveLength(6);
    expect(of('node-')).toHaveLength(2);
    for (const { depends_on, volumes: mounts = [] } of Object.values(services)) {
      const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on ?? {});
      for (const name of names) expect(services).toHaveProperty(name);
      for (const mount of mounts) {
        const [from = ''] = mount.split(':');
        if (from.startsWith('.')) expect(existsSync(join(ROOT, from)), from).toBe(true);
        else expect(volumes).toHaveProperty(from);
      }
    }
  });

  it('gives the nodes settings that the server takes', () => {
    for (const [, { environment = {}, read_only }] of of('node-')) {
      const { redis, redisReplicas, trustedProxies } = readSettings(environment);
      const hosts = redis?.map((node) => node.split(':')[0] ?? '') ?? [];
      expect(hosts.filter((host) => !(host in services))).toEqual([]);
      expect(redisReplicas).toBe(1);
      expect(services.proxy?.networks).toEqual({ inside: { ipv4_address: trustedProxies[0] } });
      expect(trustedProxies).toHaveLength(1);
      expect(read_only).toBe(true);
    }
  });

  it('gives Redis what docs/operating.md asks for', () => {
    const document = readFileSync(join(ROOT, 'docs/operating.md'), 'utf8');
    const asked = /```\n(appendonly [\s\S]+?)```/.exec(document)?.[1]?.trim().split('\n') ?? [];
    const options = services['redis-1']?.command?.join(' ').split(' --').slice(1) ?? [];
    expect(asked.length).toBeGreaterThan(4);
    expect(options).toEqual(expect.arrayContaining(asked));
  });

  it('starts Redis with options that it knows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outcry-compose-'));
    const port = String(await freePort());
    const [, ...options] = services['redis-1']?.command ?? [];
    const args = [...options, '--port', port, '--dir', folder, '--bind', '127.0.0.1'];
    const child = spawn(findProgram('Redis') ?? '', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    try {
      let log = '';
      for await (const chunk of child.stdout) {
        log += chunk;
        if (log.includes('Ready to accept connections')) break;
      }
      expect(log).toContain('Running mode=cluster');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('gives everybody who is remembered an address that stays', () => {
    const addresses = [...of('redis-'), ...of('node-'), ...of('proxy')].map(
      ([, { networks }]) => networksSchema.parse(networks).inside.ipv4_address,
    );
    expect(addresses).toHaveLength(9);
    expect(new Set(addresses).size).toBe(9);
    for (const address of addresses) expect(address).toMatch(/^172\.30\.0\.\d+$/);
  });

  it('forms a cluster of six such nodes by its script, and leaves one alone that is formed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outcry-compose-'));
    const ports = await freePorts(12);
    const own = ports.slice(0, 6);
    const [, ...options] = services['redis-1']?.command ?? [];
    const nodes = own.map((port, index) => {
      const dir = join(folder, `${index}`);
      mkdirSync(dir);
      const places = ['--port', port, '--cluster-port', ports[index + 6] ?? 0, '--dir', dir];
      const args = [...options, ...places.map(String), '--bind', '127.0.0.1'];
      return spawn(findProgram('Redis') ?? '', args, { stdio: 'ignore' });
    });
    try {
      const [, check = ''] = services['redis-1']?.healthcheck?.test ?? [];
      const isHealthy = (port: number) =>
        spawnSync('sh', ['-c', check.replace('redis-cli', `redis-cli -p ${port}`)]).status === 0;
      expect(isHealthy(await freePort())).toBe(false);
      for (const port of own) {
        await expect.poll(() => isHealthy(port), { timeout: 10_000 }).toBe(true);
      }
      const script = (services['form-cluster']?.command?.at(-1) ?? '')
        .replaceAll(/redis-(\d):6379/g, (_, number) => `localhost:${own[Number(number) - 1]}`)
        .replace('-h redis-1', `-p ${own[0]}`);
      const run = () => spawnSync('sh', ['-c', script], { encoding: 'utf8' });
      const formed = run();
      expect(formed.status, formed.stdout + formed.stderr).toBe(0);
      expect(formed.stdout).toContain('All 16384 slots covered');
      expect(run()).toMatchObject({ status: 0, stdout: '' });
      // After a restart the first one knows what was formed long before the others have answered it.
      const away = nodes.slice(1).map((node) => once(node, 'exit'));
      for (const node of nodes.slice(1)) node.kill('SIGKILL');
      await Promise.all(away);
      const state = () => spawnSync('redis-cli', ['-p', `${own[0]}`, 'cluster', 'info']).stdout;
      await expect.poll(() => String(state()), { timeout: 30_000 }).toContain('cluster_state:fail');
      expect(run()).toMatchObject({ status: 0, stdout: '' });
    } finally {
      for (const node of nodes) node.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
