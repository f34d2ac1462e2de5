import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../support/start-server.ts';
import { stagesOf, wordsOf } from './dockerfile.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const [packages = [], server = []] = stagesOf(dockerfile);
const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');

/** The build without Docker: the same files, the same commands, in a folder instead of an image. */
describe('the image', { timeout: 120_000 }, () => {
  const app = mkdtempSync(join(tmpdir(), 'outcry-image-'));

  const copy = (instruction: string) => {
    const words = instruction.split(' ').filter((word) => !word.startsWith('--'));
    const to = join(app, words.pop() ?? '');
    for (const from of words) {
      expect(ignored).toContain(`!${from}`);
      const isFile = statSync(join(ROOT, from)).isFile();
      cpSync(join(ROOT, from), isFile ? join(to, from) : to, { recursive: true });
    }
  };

  beforeAll(() => {
    for (const { name, rest } of packages) {
      if (name === 'COPY') copy(rest);
      if (name !== 'RUN') continue;
      const ran = spawnSync('sh', ['-c', `${rest} --prefer-offline --no-audit --no-fund`], {
        cwd: app,
        encoding: 'utf8',
      });
      expect(ran.status, ran.stderr).toBe(0);
    }
    for (const { name, rest } of server) {
      if (name === 'COPY' && !rest.startsWith('--from=packages')) copy(rest);
    }
  }, 120_000);
  afterAll(() => rmSync(app, { recursive: true, force: true }));

  it('does not run as root, and holds its data in one volume', () => {
    const find = (name: string) => server.find((each) => each.name === name)?.rest;
    expect(find('USER')).toBe('node');
    expect(find('VOLUME')).toBe('/data');
    expect(find('ENV')).toContain('OUTCRY_DB=/data/');
  });

  it('starts with its command, is found healthy by its check, is backed up, and ends when it is told to', async () => {
    const data = join(app, 'data');
    mkdirSync(data);
    const port = String(await freePort());
    const [, ...args] = wordsOf(server, 'CMD');
    const env = {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      OUTCRY_HOST: '0.0.0.0',
      OUTCRY_DB: join(data, 'outcry.db'),
      OUTCRY_PORT: port,
      OUTCRY_OFFICIAL: 'off',
    };
    const child = spawn(process.execPath, args, {
      cwd: app,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      await Promise.race([once(child.stdout, 'data'), ended]);
      expect(child.exitCode).toBeNull();
      const [, ...check] = wordsOf(server, 'HEALTHCHECK').map((word) => word.replace('8787', port));
      expect(spawnSync(process.execPath, check).status).toBe(0);
      const backUp = ['server/back-up.ts', '--to', join(data, 'copy.db')];
      expect(spawnSync(process.execPath, backUp, { cwd: app, env }).status).toBe(0);
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(spawnSync(process.execPath, check).status).toBe(1);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
