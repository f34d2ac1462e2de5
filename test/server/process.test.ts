import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusSchema } from '../../lib/protocol/status.ts';
import { filesIn } from './promises/sqlite-files.ts';
import { batch, networkOf, post, seen } from './support/batches.ts';
import { failToStart, type ServerProcess, startServer } from './support/server-process.ts';
import { temporaryFolder } from './support/test-server.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: ServerProcess | null = null;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server?.end('SIGKILL');
  server = null;
  folder.dispose();
});

const settings = () => ({
  OUTCRY_DB: join(folder.path, 'new', 'outcry.db'),
  OUTCRY_TRUST_PROXY: '127.0.0.1',
});

async function start(more: Record<string, string> = {}): Promise<ServerProcess> {
  server = await startServer({ ...settings(), ...more });
  return server;
}

const thisMinute = () => Math.floor(Date.now() / 60_000);

async function voicesOf({ url }: ServerProcess, service = 'chatgpt'): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    new RegExp(`^outcry_voices\\{service="${service}"\\} (\\d+)$`, 'm').exec(text)?.[1],
  );
}

function send({ url }: ServerProcess, index: number, minute: number): Promise<Response> {
  const body = batch(index, { seen: [seen({ minute })] });
  return fetch(`${url}/v1/reports`, post(body, { 'x-forwarded-for': networkOf(index) }));
}

/** Sends many batches, eight at a time. */
async function sendAll(to: ServerProcess, indices: Iterable<number>, minute: number) {
  const rest = [...indices];
  const statuses: number[] = [];
  const lane = async () => {
    for (let index = rest.pop(); index !== undefined; index = rest.pop()) {
      statuses.push((await send(to, index, minute)).status);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return statuses;
}

describe('a killed server', () => {
  it('has kept every acknowledged voice, and counts each once when all is sent again', async () => {
    const minute = thisMinute();
    const acknowledged = new Set<number>();
    const all = 300;
    const first = await start();
    let isDead = false;
    const lane = async (from: number) => {
      for (let index = from; index < all && !isDead; index += 8) {
        const answer = await send(first, index, minute).catch(() => null);
        if (answer?.status === 202) acknowledged.add(index);
        if (acknowledged.size >= 120 && !isDead) {
          isDead = true;
          await first.end('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, from) => lane(from)));
    expect(acknowledged.size).toBeGreaterThanOrEqual(120);
    expect(acknowledged.size).toBeLessThan(all);

    const second = await start();
    const kept = await voicesOf(second);
    expect(kept).toBeGreaterThanOrEqual(acknowledged.size);
    expect(kept).toBeLessThanOrEqual(acknowledged.size + 8);
    const again = await sendAll(second, acknowledged, minute);
    expect(again.every((status) => status === 202)).toBe(true);
    expect(await voicesOf(second)).toBe(kept);
    await sendAll(second, Array(all).keys(), minute);
    expect(await voicesOf(second)).toBe(all);
  }, 60_000);
});

describe('a server asked to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers what is under way and ends well',
    async (signal) => {
      const running = await start();
      const minute = thisMinute();
      const answers = Array.from({ length: 50 }, (_, index) => send(running, index, minute));
      await answers[0];
      const started = performance.now();
      const code = running.end(signal);
      const statuses = await Promise.all(
        answers.map((answer) =>
          answer.then(
            ({ status }) => status,
            () => 0,
          ),
        ),
      );
      expect(await code).toBe(0);
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(running.output()).toContain('"event":"stopped"');
      const again = await start();
      expect(await voicesOf(again)).toBeGreaterThanOrEqual(
        statuses.filter((status) => status === 202).length,
      );
    },
  );

  it('tells who is still sending not to send more on the same connection', async () => {
    const running = await start();
    const json = JSON.stringify(batch('late'));
    const socket = connect(running.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.write(
      `POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n{`,
    );
    await fetch(`${running.url}/healthz`);
    const code = running.end('SIGTERM');
    await vi.waitFor(() => expect(running.output()).toContain('"event":"stopping"'));
    const ended = once(socket, 'end');
    socket.write(json.slice(1));
    await ended;
    expect(text).toMatch(/^HTTP\/1\.1 202 [\s\S]*\r\nConnection: close\r\n/);
    expect(await code).toBe(0);
  });

  it('does not wait for idle connections', async () => {
    const running = await start();
    await fetch(`${running.url}/healthz`);
    const started = performance.now();
    expect(await running.end('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('a start that cannot succeed', () => {
  it.each([
    [{ OUTCRY_PORT: 'eighty' }, 'OUTCRY_PORT must be a whole number from 0 to 65535'],
    [{ OUTCRY_TRUST_PROXY: 'proxy' }, 'OUTCRY_TRUST_PROXY must be IP addresses'],
    [{ OUTCRY_REDIS: 'localhost' }, 'OUTCRY_REDIS must be nodes host:port'],
    [{ OUTCRY_DB: '/proc/nowhere/outcry.db' }, 'OUTCRY_DB must be a SQLite file'],
    [{ OUTCRY_DB: '/dev/null/outcry.db' }, 'OUTCRY_DB must be a SQLite file'],
    [{ OUTCRY_DB: '/' }, 'OUTCRY_DB must be the path of a file'],
    [{ OUTCRY_DB: '/usr' }, 'OUTCRY_DB must be a SQLite file'],
    [{ OUTCRY_HOST: '192.0.2.1' }, 'is not an address of this machine: correct OUTCRY_HOST'],
  ])('because of %j ends with one line and code 1', async (wrong, words) => {
    const { code, errors } = await failToStart({ ...settings(), ...wrong });
    expect(code).toBe(1);
    expect(errors).toContain(words);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('because the port is taken says so, and what to do', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? `${address.port}` : '';
    const { code, errors } = await failToStart({ ...settings(), OUTCRY_PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(errors.trim()).toBe(
      `Outcry did not start: 127.0.0.1:${port} is in use: stop what listens there, or choose another port with OUTCRY_PORT`,
    );
  });
});

describe('a running server', () => {
  it('shows what it acknowledged within 15 seconds, and the same after a restart', async () => {
    const minute = thisMinute();
    const running = await start();
    await sendAll(running, Array(30).keys(), minute);
    const until = performance.now() + 15_000;
    let tried = 0;
    while (tried < 29 && performance.now() < until) {
      const status = statusSchema.parse(
        await (await fetch(`${running.url}/v1/status.json`)).json(),
      );
      tried = status.services.chatgpt?.tried ?? 0;
    }
    expect(tried).toBeGreaterThanOrEqual(29);
    await running.end('SIGTERM');
    const again = await start();
    const status = statusSchema.parse(await (await fetch(`${again.url}/v1/status.json`)).json());
    expect(status.services.chatgpt?.tried).toBe(tried);
    expect(await voicesOf(again)).toBe(30);
  });

  it('ends with one line that repeats nothing, when something happens that nobody foresaw', async () => {
    const fault = "process.on('SIGUSR2', () => { throw new RangeError('secret') })";
    const running = await start({ NODE_OPTIONS: `--import "data:text/javascript,${fault}"` });
    expect(await running.end('SIGUSR2')).toBe(1);
    expect(running.output()).toContain('"level":"error","event":"crashed","error":"RangeError"');
    expect(running.output()).not.toContain('secret');
  });

  it('lives on, and stops well, when nobody reads its log any more', async () => {
    const running = await start();
    running.child.stdout?.destroy();
    for (let count = 0; count < 3; count += 1) {
      await fetch(`${running.url}/healthz`);
      await fetch(`${running.url}/v1/reports`, post('{', { 'x-forwarded-for': '203.0.113.1' }));
    }
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    expect(await running.end('SIGTERM')).toBe(0);
  });

  it('leaves no address behind: not in files, not in output', async () => {
    const running = await start();
    const minute = thisMinute();
    await sendAll(running, Array(20).keys(), minute);
    await fetch(`${running.url}/v1/reports`, post('{', { 'x-forwarded-for': networkOf(3) }));
    await running.end('SIGKILL');
    const texts = [...filesIn(folder.path).values()].map((bytes) => bytes.toString('latin1'));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of [...texts, running.output()]) {
      for (let index = 0; index < 20; index += 1) {
        expect(text).not.toContain(networkOf(index));
        expect(text).not.toContain(networkOf(index).replace(/\.7$/, ''));
      }
    }
  });
});
