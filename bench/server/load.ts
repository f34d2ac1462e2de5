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
  /** Which the reports are about; the one before this one by default. */
  readonly minute?: number;
  /** Requests a second to send, whatever comes back; without it each answer is followed by the next request. */
  readonly rate?: number;
  /** With a rate: what is due while all connections are waiting for answers is given up, instead of sent late. */
  readonly givesUp?: boolean;
}

/** What came of it: whole requests answered as expected, refused ones, and how long they took. Milliseconds. */
export interface LoadResult {
  /** Requests a second that were sent, where a rate was asked for. */
  readonly sent: number;
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
const TAG = 'AAAAAAAAAAAAAAAAAAAAAA';
const BASE64 = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
const DECIMAL = Buffer.from('0123456789');
/** As servers write it. */
const LENGTH_NAMES = ['Content-Length: ', 'content-length: '].map((name) => Buffer.from(name));

/** Where in a request's bytes what differs from one to the next is. */
interface Template {
  readonly bytes: Buffer;
  readonly tagAt: number;
  readonly networkAt: number;
}

function template(plan: LoadPlan): Template {
  if (plan.kind === 'get') {
    const head = `GET ${plan.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n`;
    return { bytes: Buffer.from(head, 'latin1'), tagAt: -1, networkAt: -1 };
  }
  const minute = plan.minute ?? Math.floor(Date.now() / 60_000) - 1;
  const body = {
    v: 1,
    tag: TAG,
    seen: [{ service: plan.service, minute, outcome: 'ok', signals: [] }],
    said: [],
    pad: '',
  };
  body.pad = 'x'.repeat(BODY_BYTES - JSON.stringify(body).length);
  const head = [
    `POST ${plan.path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'X-Forwarded-For: 100.100.100.100',
    `Content-Length: ${BODY_BYTES}`,
    '\r\n',
  ].join('\r\n');
  const bytes = Buffer.from(head + JSON.stringify(body), 'latin1');
  return { bytes, tagAt: bytes.indexOf(TAG), networkAt: bytes.indexOf('100.100.') };
}

/**
 * Makes requests, each of another browser in another network. Digits are overwritten in place, because to build strings
 * would cost more than the server's work.
 */
function requestMaker(plan: LoadPlan): () => Buffer {
  const { bytes, tagAt, networkAt } = template(plan);
  if (tagAt < 0) return () => bytes;
  const run = randomBytes(12).toString('base64url');
  bytes.write(run, tagAt, 'latin1');
  let sent = 0;
  const digits = (at: number, value: number, alphabet: Buffer, count: number) => {
    for (let rest = value, end = at + count - 1; end >= at; end -= 1) {
      bytes[end] = alphabet[rest % alphabet.length] ?? 0;
      rest = Math.floor(rest / alphabet.length);
    }
  };
  return () => {
    digits(tagAt + run.length, sent, BASE64, TAG.length - run.length - 1);
    // Two digits of each byte that makes a network: a million of them in the same form.
    digits(networkAt + 1, sent % 100, DECIMAL, 2);
    digits(networkAt + 5, Math.floor(sent / 100) % 100, DECIMAL, 2);
    digits(networkAt + 9, Math.floor(sent / 10_000) % 100, DECIMAL, 2);
    sent += 1;
    // What the socket does not take at once must not be overwritten.
    return Buffer.from(bytes);
  };
}

/** @returns the length of the first whole answer in the buffer, or 0 while it is incomplete */
function answerLength(buffer: Buffer, name: Buffer): number {
  const headEnd = buffer.indexOf(HEAD_END);
  if (headEnd < 0) return 0;
  const at = buffer.indexOf(name);
  let length = 0;
  for (let digit = at + name.length; at >= 0 && at < headEnd; digit += 1) {
    const value = (buffer[digit] ?? 0) - (DECIMAL[0] ?? 0);
    if (value < 0 || value > 9) break;
    length = length * 10 + value;
  }
  const total = headEnd + HEAD_END.length + length;
  return buffer.length >= total ? total : 0;
}

/** How often requests that are due are sent. Milliseconds. */
const TICK_MS = 5;

/** A kept-alive connection with one request under way at most, as browsers' and proxies' are. */
class Line {
  readonly #socket: Socket;
  #dueAt = 0;
  #held: Buffer | null = null;
  #lengthName: Buffer | null = null;

  constructor(port: number, answered: (digits: number, dueAt: number) => void) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => {
      let rest = this.#held === null ? chunk : Buffer.concat([this.#held, chunk]);
      this.#lengthName ??= LENGTH_NAMES.find((known) => rest.includes(known)) ?? null;
      const name = this.#lengthName ?? HEAD_END;
      for (let length = answerLength(rest, name); length > 0; length = answerLength(rest, name)) {
        answered((rest[9] ?? 0) * 256 + (rest[11] ?? 0), this.#dueAt);
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
    this.#dueAt = dueAt;
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }
}

/**
 * Without a rate keeps one request in flight on each connection; with one sends so many a second while
 * a connection is free, and times each from the moment at which it was due.
 */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const next = requestMaker(plan);
  const expected = 50 * 256 + (plan.kind === 'post' ? 50 : 48); // 2.. and the last digit of 202 or 200
  const latencies: number[] = [];
  let offered = 0;
  let sent = 0;
  let answered = 0;
  let refused = 0;
  let isOver = false;
  const lines: Line[] = [];
  /** Lines without a request under way. */
  const free: Line[] = [];
  for (let index = 0; index < plan.connections; index += 1) {
    const line: Line = new Line(plan.port, (digits, dueAt) => {
      if (isOver) return;
      const now = performance.now();
      if (digits === expected) {
        answered += 1;
        latencies.push(now - dueAt);
      } else refused += 1;
      if (plan.rate === undefined) line.send(next(), now);
      else free.push(line);
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
    free.push(...lines);
    for (let now = started; now < until; now = performance.now()) {
      const due = (now - started) * perMs;
      for (; offered < due && free.length > 0; offered += 1) {
        free.pop()?.send(next(), started + offered / perMs);
        sent += 1;
      }
      if (plan.givesUp === true) offered = Math.max(offered, Math.ceil(due));
      await setTimeout(TICK_MS);
    }
  }
  isOver = true;
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpuBefore);
  for (const line of lines) line.close();
  return {
    sent: sent / seconds,
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
