import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createReportsSchema, type Reports } from '../../lib/protocol/reports.ts';
import type { Status } from '../../lib/protocol/status.ts';
import { readServices } from '../../lib/services/read.ts';
import { listenOn } from './listen-on.ts';
import { quietStatus } from './quiet-status.ts';

/** One request of the extension, byte for byte. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Names and values alternating, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What it is answered with; the answer may still be on its way. */
  readonly status: number;
}

/**
 * How the collector behaves. `down`: connections are reset at once; the port stays its own. `rubbish`: every answer is 200 with bytes that
 * are no JSON. `slow`: the right answer, this many milliseconds late. `status`: an error with `Retry-After`.
 */
export type Mode =
  | 'up'
  | 'down'
  | 'rubbish'
  | { readonly slow: number }
  | { readonly status: number; readonly retryAfter: number };

export interface Collector {
  readonly origin: string;
  /** Every call since the start or the last `clear`, in order. */
  readonly calls: readonly Call[];
  set(mode: Mode): void;
  /** What `GET /v1/status.json` says from now on. */
  say(status: Status): void;
  /** What `GET /v1/rules.json` gives from now on; null for nothing, which is how it begins. */
  offer(rules: string | null): void;
  /** Hides this number in the headers and the bytes of every file that is read from now on, as if to know its reader again. */
  mark(reader: number): void;
  clear(): void;
  /** @returns the first call that fits, past ones (since `clear`) included */
  next(fits: (call: Call) => boolean): Promise<Call>;
  /** @returns the bodies of all accepted reports so far */
  reports(): readonly Reports[];
  close(): Promise<void>;
}

type Reply = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

const reportsSchema = createReportsSchema(readServices().map((service) => service.id));

/** @throws when the body is not what the protocol allows */
export function readReports(call: Call): Reports {
  return reportsSchema.parse(JSON.parse(call.body.toString('utf8')));
}

export function isReport(call: Call): boolean {
  return call.method === 'POST' && call.path === '/v1/reports';
}

function marked(reader: number, text: string): Reply {
  if (reader === 0) return [200, text];
  const headers = {
    etag: `"reader-${reader}"`,
    'last-modified': new Date(reader * 1000).toUTCString(),
    'cache-control': 'private, max-age=0',
    'set-cookie': `reader=${reader}; max-age=86400`,
  };
  return [200, `${' '.repeat(reader)}${text}`, headers];
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/**
 * A server that answers like Outcry's and records every byte that the extension sends to it.
 * @param ports the ports to try in order; 0 for any
 */
export async function startCollector(ports: readonly number[] = [0]): Promise<Collector> {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  const sockets = new Set<Socket>();
  let calls: Call[] = [];
  let mode: Mode = 'up';
  let status: Status = quietStatus();
  let rules: string | null = null;
  let reader = 0;

  const answerTo = (method: string, path: string): Reply => {
    if (mode === 'rubbish') return [200, '<!doctype html>\u0000{"v":1,"services":'];
    if (typeof mode === 'object' && 'status' in mode) {
      const retryAfter = { 'retry-after': String(mode.retryAfter) };
      return [mode.status, '{"error":{"code":"busy","message":"Come back later."}}', retryAfter];
    }
    if (method === 'POST' && path === '/v1/reports') return [202, '{"next":60}'];
    if (method === 'GET' && path === '/v1/status.json') {
      return marked(reader, JSON.stringify({ ...status, at: new Date().toISOString() }));
    }
    if (method === 'GET' && path === '/v1/rules.json' && rules !== null) {
      return marked(reader, rules);
    }
    return [404, '{"error":{"code":"not-found","message":"There is no such path."}}'];
  };

  const server = createServer(async (request, response) => {
    const body = await readBody(request).catch(() => null);
    // A request that broke off before its end is none.
    if (body === null) return;
    const { method = '', url: path = '', rawHeaders } = request;
    const [code, text, headers] = answerTo(method, path);
    const delay = typeof mode === 'object' && 'slow' in mode ? mode.slow : 0;
    calls.push({ method, path, rawHeaders, body, at: Date.now(), status: code });
    events.emit('call');
    if (delay > 0) await setTimeout(delay);
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(text);
  });
  server.on('connection', (socket) => {
    if (mode === 'down') return socket.resetAndDestroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listenOn(server, ports);

  return {
    origin: `http://127.0.0.1:${port}`,
    get calls() {
      return calls;
    },
    set(next) {
      mode = next;
      if (next === 'down') for (const socket of sockets) socket.resetAndDestroy();
    },
    say(next) {
      status = next;
    },
    offer(next) {
      rules = next;
    },
    mark(next) {
      reader = next;
    },
    clear() {
      calls = [];
    },
    async next(fits) {
      for (;;) {
        const found = calls.find(fits);
        if (found) return found;
        await once(events, 'call');
      }
    },
    reports: () => calls.filter((call) => isReport(call) && call.status === 202).map(readReports),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
