import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';

/** What each request brings along: Node's own request, or just an address where there is no socket. */
export interface Env {
  Bindings: { incoming?: IncomingMessage; peer?: string };
}

/** The address of the other end of the connection. */
export function peerOf({ env }: Context<Env>): string | undefined {
  return env?.peer ?? env?.incoming?.socket.remoteAddress;
}
