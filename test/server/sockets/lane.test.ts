import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';
import { exchange, HEAD, statusesIn } from './raw-http.ts';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ OUTCRY_DB: `${folder.path}/outcry.db` });
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

const json = JSON.stringify(batch('a'));
const REPORT = `${HEAD}Content-Length: ${json.length}\r\n\r\n${json}`;
const BAD_REPORT = `${HEAD}Content-Length: 1\r\n\r\n{`;
const STATUS = 'GET /v1/status.json HTTP/1.1\r\nHost: x\r\n\r\n';
const HEALTH = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
const LAST = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

/** A connection whose answers can be waited for. */
async function open(): Promise<{ socket: Socket; answers(count: number): Promise<number[]> }> {
  const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  return {
    socket,
    async answers(count) {
      while (statusesIn(text).length < count) await once(socket, 'data');
      return statusesIn(text);
    },
  };
}

describe('requests that come before others are answered', () => {
  it('are answered in their order, whichever way they take', async () => {
    const sent = [REPORT, STATUS, BAD_REPORT, REPORT, HEALTH, REPORT, STATUS, LAST];
    const text = await exchange(server.port, [sent.join('')], 'end');
    expect(statusesIn(text)).toEqual([202, 200, 400, 202, 200, 202, 200, 404]);
  });

  it('are all answered, however many there are', async () => {
    const text = await exchange(server.port, [REPORT.repeat(150), LAST], 'end');
    expect(statusesIn(text)).toEqual([...Array(150).fill(202), 404]);
  });

  it('are answered to a reader who takes the answers late', async () => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.pause();
    socket.write(STATUS.repeat(400) + LAST);
    await expect
      .poll(async () => (await fetch(`${server.url}/healthz`)).status, { interval: 200 })
      .toBe(200);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.resume();
    await once(socket, 'close');
    expect(statusesIn(text)).toEqual([...Array(400).fill(200), 404]);
  });
});

describe('a request in pieces', () => {
  it.each([1, 20, 30, 60, HEAD.length + 25, REPORT.length - 1])(
    'is taken when it is cut at byte %i',
    async (at) => {
      const { socket, answers } = await open();
      socket.write(REPORT.slice(0, at));
      // An answer to somebody else shows that the server has read the first piece.
      await fetch(`${server.url}/healthz`);
      socket.write(REPORT.slice(at));
      expect(await answers(1)).toEqual([202]);
      socket.destroy();
    },
  );

  it('is taken when its end comes after the patience for plain ones', async () => {
    const { socket, answers } = await open();
    socket.write(REPORT + REPORT.slice(0, 100));
    await answers(1);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    socket.write(REPORT.slice(100) + STATUS);
    expect(await answers(3)).toEqual([202, 202, 200]);
    socket.destroy();
  });
});

describe('a connection', () => {
  it('stays open between requests, and says for how long', async () => {
    const { socket, answers } = await open();
    let head = '';
    socket.once('data', (chunk) => {
      head = chunk.toString('latin1');
    });
    socket.write(REPORT);
    await answers(1);
    expect(head).toMatch(
      /\r\nConnection: keep-alive\r\nKeep-Alive: timeout=65\r\nDate: .* GMT\r\n/,
    );
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    socket.write(REPORT);
    expect(await answers(2)).toEqual([202, 202]);
    socket.destroy();
  });

  it('ends when its other end has said all, with everything answered', async () => {
    const { socket, answers } = await open();
    const closed = once(socket, 'close');
    socket.end(REPORT + STATUS);
    expect(await answers(2)).toEqual([202, 200]);
    await closed;
  });

  it('that ends in the middle of a request is told so', async () => {
    const { socket, answers } = await open();
    const closed = once(socket, 'close');
    socket.end(REPORT.slice(0, -5));
    expect(await answers(1)).toEqual([400]);
    await closed;
  });

  it('does not keep a server from stopping', async () => {
    const other = await startServer({ OUTCRY_DB: `${folder.path}/other.db` });
    const idle = connect(other.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await once(idle, 'connect');
    idle.write(REPORT);
    await once(idle, 'data');
    const started = performance.now();
    expect(await other.end('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
