import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { median, quantile } from '../quantile.ts';

/** What one run of the load generator is asked to do. */
export interface LoadPlan {
  readonly port: number;
  readonly kind: 'post' | 'get';
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  readonly service: string;
  /** Requests a second to send, whatever comes back; without it each answer is followed by the next request. */
  readonly rate?: number;
}

/** What came of it: whole requests answered as expected, refused ones, and how long they took. Milliseconds. */
export interface LoadResult {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of one core that the generator itself used: near 1 it is the bottleneck. */
  readonly cpu: number;
}

const BODY_BYTES = 1024;
const HEAD_END = Buffer.from('\r\n\r\n');

/** A request whose tag and network can be overwritten in place: building strings would cost more than the server's work. */
function postTemplate(plan: LoadPlan): { bytes: Buffer; tagAt: number; networkAt: number } {
  const minute = Math.floor(Date.now() / 60_000) - 1;
  const body = {
    v: 1,
    tag: 'AAAAAAAAAAAAAAAAAAAAAA',
    seen: [{ service: plan.service, minute, outcome: 'ok', signals: [] }],
    said: [],
    pad: '',
  };
  body.pad = 'x'.repeat(BODY_BYTES - JSON.stringify(body).length);
  const json = JSON.stringify(body);
  const head = [
    `POST ${plan.path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'X-Forwarded-For: 100.100.100.100',
    `Content-Length: ${BODY_BYTES}`,
    '\r\n',
  ].join('\r\n');
  const bytes = Buffer.from(head + json, 'latin1');
  return {
    bytes,
    tagAt: bytes.indexOf('AAAAAAAAAAAAAAAAAAAAAA'),
    networkAt: bytes.indexOf('100.100.'),
  };
}

function requestWriter(plan: LoadPlan): () => Buffer {
  if (plan.kind === 'get') {
    const head = `GET ${plan.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n`;
    const bytes = Buffer.from(head, 'latin1');
    return () => bytes;
  }
  const { bytes, tagAt, networkAt } = postTemplate(plan);
  let sent = 0;
  return () => {
    const request = Buffer.from(bytes);
    request.write(`${randomBytes(16).toString('base64url')}`, tagAt, 'latin1');
    request.write(
      `${100 + (sent % 90)}.${100 + (Math.floor(sent / 90) % 150)}.`,
      networkAt,
      'latin1',
    );
    request.write(String(100 + (Math.floor(sent / 13_500) % 150)), networkAt + 8, 'latin1');
    sent += 1;
    return request;
  };
}

/** @returns the length of the first whole answer in the buffer, or 0 while it is incomplete */
function answerLength(buffer: Buffer): number {
  const headEnd = buffer.indexOf(HEAD_END);
  if (headEnd < 0) return 0;
  const head = buffer.toString('latin1', 0, headEnd).toLowerCase();
  const at = head.indexOf('content-length: ');
  const length = at < 0 ? 0 : Number.parseInt(head.slice(at + 16), 10);
  const total = headEnd + 4 + length;
  return buffer.length >= total ? total : 0;
}

/** How often requests that are due are sent. Milliseconds. */
const TICK_MS = 5;

/** A kept-alive connection that counts its answers; several requests may be under way on it. */
class Line {
  readonly #socket: Socket;
  /** When the requests under way were due, the oldest first. */
  readonly #due: number[] = [];
  #held: Buffer | null = null;

  constructor(port: number, answered: (digits: number, dueAt: number) => void) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => {
      let rest = this.#held === null ? chunk : Buffer.concat([this.#held, chunk]);
      for (let length = answerLength(rest); length > 0; length = answerLength(rest)) {
        answered((rest[9] ?? 0) * 256 + (rest[11] ?? 0), this.#due.shift() ?? 0);
        rest = rest.subarray(length);
      }
      this.#held = rest.length > 0 ? rest : null;
    });
    // A server that drops a connection under load is part of what is measured: its requests stay unanswered.
    this.#socket.on('error', () => {});
  }

  get connected(): Promise<unknown> {
    return once(this.#socket, 'connect');
  }

  send(request: Buffer, dueAt: number): void {
    this.#due.push(dueAt);
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }
}

/**
 * Without a rate keeps one request in flight on each connection; with one sends so many a second, whatever comes back,
 * and times each from the moment at which it was due.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const next = requestWriter(plan);
  const expected = 50 * 256 + (plan.kind === 'post' ? 50 : 48); // 2.. and the last digit of 202 or 200
  const latencies: number[] = [];
  let answered = 0;
  let refused = 0;
  let isOver = false;
  const lines: Line[] = [];
  for (let index = 0; index < plan.connections; index += 1) {
    const line: Line = new Line(plan.port, (digits, dueAt) => {
      if (isOver) return;
      const now = performance.now();
      if (digits === expected) {
        answered += 1;
        latencies.push(now - dueAt);
      } else refused += 1;
      if (plan.rate === undefined) line.send(next(), now);
    });
    lines.push(line);
  }
  await Promise.all(lines.map((line) => line.connected));
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const until = started + plan.seconds * 1000;
  if (plan.rate === undefined) {
    for (const line of lines) line.send(next(), performance.now());
    await setTimeout(plan.seconds * 1000);
  } else {
    const perMs = plan.rate / 1000;
    let sent = 0;
    for (let now = started; now < until; now = performance.now()) {
      for (const due = (now - started) * perMs; sent < due; sent += 1) {
        lines[sent % lines.length]?.send(next(), started + sent / perMs);
      }
      await setTimeout(TICK_MS);
    }
  }
  isOver = true;
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpuBefore);
  for (const line of lines) line.close();
  return {
    answered,
    refused,
    seconds,
    p50: median(latencies),
    p99: quantile(latencies, 0.99),
    cpu: (used.user + used.system) / 1e6 / seconds,
  };
}

if (process.send !== undefined) {
  process.on('message', (plan: LoadPlan) => {
    runLoad(plan).then((result) => process.send?.(result));
  });
}
