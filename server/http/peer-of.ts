import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/** What each request brings along: Node's own request, absent when a test calls the app directly. */
export interface Env {
  Bindings: { incoming?: IncomingMessage };
}

/** The address of the socket's other end. */
export function peerOf(c: Context<Env>): string | undefined {
  return c.env?.incoming?.socket.remoteAddress;
}
