import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { drain } from './drain.ts';
import { errorAnswer } from './http/error-answer.ts';
import { ERRORS, type ErrorCode } from './http/error-codes.ts';
import { type Env, toResponse } from './http/plain.ts';
import { createLane, type Lane } from './http/plain-lane.ts';
import { type HotRoutes, quickAnswers } from './http/quick-answers.ts';

/** Slow senders are cut off: a report is one packet. Milliseconds. */
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const TIMEOUT_CHECK_MS = 1_000;

/** Longer than the usual 60 seconds of proxies, which must be the first to close an idle connection. */
const KEEP_ALIVE_MS = 65_000;

const MOST_HEADER_BYTES = 8_192;

/** By default Node drops headers beyond 2,000 without a word, and a proxy's own comes last. The bytes are the limit. */
const ANY_NUMBER_OF_HEADERS = 0;

const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** Ends a connection with an error, as all errors are answered. */
function endWith(code: ErrorCode, socket: Socket): void {
  const [status] = ERRORS[code];
  const { headers, body } = errorAnswer(code, undefined, { Connection: 'close' });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

/** Answers what is not HTTP, too long or too slow. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  endWith(CODE_OF[error.code ?? ''] ?? 'bad-request', socket);
}

/** A server that accepts connections. */
export interface Listening {
  readonly address: AddressInfo;
  /** Accepts no more, answers what is under way, and resolves when the last connection is closed. */
  stop(): Promise<void>;
}

/**
 * Starts to listen.
 * @param hot the busiest routes; the app answers what they leave
 * @param keepAliveMs a connection on which nothing has moved for so long is closed, answered or not. Milliseconds
 * @throws NodeJS.ErrnoException when the address cannot be had, for example EADDRINUSE
 */
export function listen(
  app: Hono<Env>,
  hot: HotRoutes,
  host: string,
  port: number,
  keepAliveMs = KEEP_ALIVE_MS,
): Promise<Listening> {
  const general = getRequestListener(app.fetch, {
    hostname: 'localhost',
    errorHandler: () => toResponse(errorAnswer('bad-request')),
  });
  const quick = quickAnswers(hot);
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!quick(incoming, outgoing)) void general(incoming, outgoing);
  };
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
      requireHostHeader: false,
    },
    answer,
  );
  server.maxHeadersCount = ANY_NUMBER_OF_HEADERS;
  // Who takes no answer, or does not close after the last one, would keep its connection for ever.
  server.timeout = keepAliveMs;
  // An expectation nobody knows may be ignored (RFC 9110, 10.1.1); Node's own answer has no error body.
  server.on('checkExpectation', answer);
  server.on('clientError', answerBroken);
  const lane = laneBefore(server, hot, keepAliveMs);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({
        address: server.address() as AddressInfo,
        stop: () => drain(server, lane),
      });
    });
  });
}

/** Puts the short way before Node's own, which then sees only the connections that are handed over to it. */
function laneBefore(
  server: Server,
  { reports, status, onLost }: HotRoutes,
  keepAliveMs: number,
): Lane {
  const ownListeners = server.listeners('connection');
  server.removeAllListeners('connection');
  const lane = createLane({
    routes: { reports, status },
    handOver(socket) {
      for (const listener of ownListeners) listener.call(server, socket);
    },
    answerBroken: (socket) => endWith('bad-request', socket),
    onLost,
    keepAliveMs,
  });
  server.on('connection', lane.take);
  return lane;
}
