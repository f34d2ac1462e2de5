import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { errorAnswer } from './http/error-answer.ts';
import { ERRORS, type ErrorCode } from './http/error-codes.ts';
import { type Env, toResponse } from './http/plain.ts';
import type { QuickAnswers } from './http/quick-answers.ts';

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

/** Answers what is not HTTP, too long or too slow, as all errors are answered. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const code = CODE_OF[error.code ?? ''] ?? 'bad-request';
  const [status] = ERRORS[code];
  const { headers, body } = errorAnswer(code, undefined, { Connection: 'close' });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

/**
 * Starts to listen.
 * @param quick asked first; the app answers what it leaves
 * @returns the server once it accepts connections
 * @throws NodeJS.ErrnoException when the address cannot be had, for example EADDRINUSE
 */
export function listen(
  app: Hono<Env>,
  quick: QuickAnswers,
  host: string,
  port: number,
): Promise<Server> {
  const general = getRequestListener(app.fetch, {
    hostname: 'localhost',
    errorHandler: () => toResponse(errorAnswer('bad-request')),
  });
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!quick(incoming, outgoing)) void general(incoming, outgoing);
  };
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
      requireHostHeader: false,
    },
    answer,
  );
  server.maxHeadersCount = ANY_NUMBER_OF_HEADERS;
  // An expectation nobody knows may be ignored (RFC 9110, 10.1.1); Node's own answer has no error body.
  server.on('checkExpectation', answer);
  server.on('clientError', answerBroken);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
