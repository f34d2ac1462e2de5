import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../server/http/plain.ts';
import { createLane, type Lane } from '../../../server/http/plain-lane.ts';
import { statusesIn } from '../sockets/raw-http.ts';

const REPORT = 'POST /v1/reports HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}';
const STATUS = 'GET /v1/status.json HTTP/1.1\r\n\r\n';
const OTHER = 'GET /healthz HTTP/1.1\r\n\r\n';

const answerOf = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Length': '0', ...headers },
  body: null,
});

let lane: Lane;
let server: Server;
let sockets: Socket[] = [];
/** Reports that wait for their answers. */
let asked: ((answer: Answer) => void)[] = [];
let refused = 0;
/** What the long way was given. */
let handedOver = '';

beforeEach(async () => {
  asked = [];
  refused = 0;
  handedOver = '';
  lane = createLane({
    routes: {
      reports: () => new Promise<Answer>((resolve) => asked.push(resolve)),
      status() {
        refused += 1;
        return answerOf(503);
      },
    },
    handOver(socket) {
      socket.on('data', (chunk) => {
        handedOver += chunk.toString('latin1');
      });
      socket.on('end', () => socket.end('HTTP/1.1 299 Handed Over\r\n\r\n'));
      socket.on('error', () => socket.destroy());
    },
    answerBroken: (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    onLost: () => undefined,
    keepAliveMs: 65_000,
  });
  server = createServer({ allowHalfOpen: true, noDelay: true }, lane.take);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  lane.closeAll();
  lane.stop();
  server.close();
  await once(server, 'close');
});

async function open(): Promise<{ socket: Socket; text(): string; closed: Promise<unknown> }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  await once(socket, 'connect');
  return { socket, text: () => text, closed: once(socket, 'close') };
}

/** Answers whatever is asked until all is. */
async function answerAll(count: number): Promise<void> {
  let answered = 0;
  await expect
    .poll(() => {
      for (const answer of asked.slice(answered)) answer(answerOf(202));
      answered = asked.length;
      return answered;
    })
    .toBe(count);
}

describe('a connection whose other end has said all', () => {
  it.each([
    ['more than are read at once', REPORT.repeat(150), 150, Array(150).fill(202)],
    ['one for the long way after others', REPORT.repeat(2) + OTHER, 2, [202, 202, 299]],
    ['a broken one after others', REPORT.repeat(2) + REPORT.slice(0, -1), 2, [202, 202, 400]],
  ])('gets all answers in their order: %s', async (_, sent, count, statuses) => {
    const { socket, text, closed } = await open();
    socket.end(sent);
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    // Somebody else's answer shows that the end was seen before anything was answered.
    const other = await open();
    other.socket.end(OTHER);
    await other.closed;
    await answerAll(count);
    await closed;
    expect(statusesIn(text())).toEqual(statuses);
    expect(handedOver).toBe(OTHER.repeat(statuses.includes(299) ? 2 : 1));
  });
});

describe('a request in very many pieces', () => {
  it('is for the long way to put together', async () => {
    const { socket } = await open();
    for (const byte of REPORT.slice(0, -1)) {
      await new Promise((sent) => socket.write(byte, sent));
      await new Promise((passed) => setImmediate(passed));
    }
    await expect.poll(() => handedOver).toBe(REPORT.slice(0, -1));
    expect(asked).toEqual([]);
  });
});

describe('an answer that is the last one', () => {
  it('ends the connection, and nothing more of it is asked', async () => {
    const { socket, text, closed } = await open();
    socket.write(REPORT.repeat(100));
    await expect.poll(() => asked.length).toBe(64);
    asked[0]?.(answerOf(202, { Connection: 'close' }));
    await closed;
    expect(statusesIn(text())).toEqual([202]);
    expect(asked).toHaveLength(64);
  });
});

describe('a refusal that waits in line', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  /** Waits without the clock: `expect.poll` would set a clock that stands in ahead with each look. */
  async function until(fits: () => boolean): Promise<void> {
    while (!fits()) await new Promise((passed) => setImmediate(passed));
  }

  it('leaves the line with its connection', async () => {
    const first = await open();
    first.socket.write(STATUS.repeat(250));
    await until(() => statusesIn(first.text()).length === 250);

    const impatient = [];
    for (let index = 0; index < 250; index += 1) {
      const one = await open();
      one.socket.write(STATUS);
      impatient.push(one);
    }
    await until(() => refused === 500);
    for (const { socket, closed } of impatient) {
      socket.resetAndDestroy();
      await closed;
    }
    let connections = 0;
    await until(() => {
      server.getConnections((_, count) => {
        connections = count;
      });
      return connections === 1;
    });

    const last = await open();
    last.socket.write(STATUS);
    await until(() => refused === 501);
    expect(last.text()).toBe('');
    vi.advanceTimersByTime(50);
    await expect.poll(() => statusesIn(last.text())).toEqual([503]);
  });
});
