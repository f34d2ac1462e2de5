import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What one run of the load generator is asked to do. */
export interface LoadPlan {
  readonly port: number;
  readonly kind: 'post' | 'get';
  readonly path: string;
  readonly connections: number;
  readonly seconds: number;
  readonly service: string;
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

/** Keeps `connections` requests in flight over as many kept-alive connections until the time is over. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const next = requestWriter(plan);
  const expected = plan.kind === 'post' ? 50 : 48; // the last digit of 202 or 200
  const latencies: number[] = [];
  let answered = 0;
  let refused = 0;
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const until = started + plan.seconds * 1000;
  const drive = (socket: Socket) =>
    new Promise<void>((resolve, reject) => {
      let sentAt = 0;
      let held: Buffer | null = null;
      const send = () => {
        sentAt = performance.now();
        if (sentAt >= until) {
          socket.end();
          return resolve();
        }
        socket.write(next());
      };
      socket.on('data', (chunk: Buffer) => {
        const answer = held === null ? chunk : Buffer.concat([held, chunk]);
        held = answer;
        if (answerLength(answer) === 0) return;
        held = null;
        if (answer[9] === 50 && answer[11] === expected) answered += 1;
        else refused += 1;
        latencies.push(performance.now() - sentAt);
        send();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
      socket.on('connect', send);
    });
  const sockets = Array.from({ length: plan.connections }, () =>
    connect({ port: plan.port, host: '127.0.0.1', noDelay: true }),
  );
  await Promise.all(sockets.map(drive));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpuBefore);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    answered,
    refused,
    seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpu: (used.user + used.system) / 1e6 / seconds,
  };
}

if (process.send !== undefined) {
  process.on('message', (plan: LoadPlan) => {
    runLoad(plan).then((result) => process.send?.(result));
  });
}
