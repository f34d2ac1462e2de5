import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ServerProcess, startServer } from '../../test/server/support/server-process.ts';
import { batchFrom, seenOf } from './crowd.ts';

const CONNECTIONS = 1_000;
const HONEST = 200;
const BYTE_EVERY_MS = 500;

export interface SlowSenders {
  /** Connections that each sent a byte every half second. */
  readonly connections: number;
  /** How many of them the server had ended, and when the last one. Seconds. */
  readonly ended: number;
  readonly seconds: number;
  /** Honest batches sent meanwhile, those acknowledged, and the slowest. Milliseconds. */
  readonly honest: number;
  readonly acknowledged: number;
  readonly slowest: number;
}

const HEAD = 'POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

/** Half of them drip their headers, the others their body. */
async function openDrip(port: number, index: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(index % 2 === 0 ? HEAD : `${HEAD}Content-Length: 4000\r\n\r\n{`);
  const drip = setInterval(() => socket.write(index % 2 === 0 ? 'X' : ' '), BYTE_EVERY_MS);
  socket.on('close', () => clearInterval(drip));
  socket.resume();
  return socket;
}

async function sendHonest({ url }: ServerProcess): Promise<{ ok: boolean; ms: number }> {
  const { body } = batchFrom('', [seenOf('chatgpt', Math.floor(Date.now() / 60_000), false)]);
  const started = performance.now();
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/reports`, { method: 'POST', headers, body });
  return { ok: answer.status === 202, ms: performance.now() - started };
}

/** Slow drips on the wire: how long the server bears them, and whether others notice. In real time, about 12 seconds. */
export async function measureSlowSenders(database: string): Promise<SlowSenders> {
  const server = await startServer({ OUTCRY_DB: database });
  try {
    const started = performance.now();
    const drips = await Promise.all(
      Array.from({ length: CONNECTIONS }, (_, index) => openDrip(server.port, index)),
    );
    const closed = drips.map((socket) => once(socket, 'close').then(() => performance.now()));
    const answers: { ok: boolean; ms: number }[] = [];
    for (let sent = 0; sent < HONEST; sent += 1) answers.push(await sendHonest(server));
    const ends = await Promise.all(closed);
    return {
      connections: CONNECTIONS,
      ended: ends.length,
      seconds: Math.round((Math.max(...ends) - started) / 100) / 10,
      honest: HONEST,
      acknowledged: answers.filter(({ ok }) => ok).length,
      slowest: Math.round(Math.max(...answers.map(({ ms }) => ms))),
    };
  } finally {
    await server.end('SIGTERM');
  }
}
