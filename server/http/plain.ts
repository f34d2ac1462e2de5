import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { type ReadBody, readIncoming, readStream } from './read-body.ts';

/** What a route needs of a request. */
export interface PlainRequest {
  /** @param name in lower case */
  header(name: string): string | undefined;
  /** A named part of the path. */
  param(name: string): string | undefined;
  /** The address of the other end of the connection. */
  readonly peer: string | undefined;
  /** The body, where it has come already. */
  readonly bytes?: Buffer;
  /** Reads the body; null when it is longer than `limit` bytes. @throws Error when the sender goes away */
  body(limit: number): Promise<ReadBody>;
}

/** What a route gives back: data, so that any listener can send it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** A route: it knows neither Hono nor Node's server. */
export type Handler = (request: PlainRequest) => Answer | Promise<Answer>;

/** What Hono is told beside the request: Node's own request, or just an address where there is no socket. */
export interface Env {
  Bindings: { incoming?: IncomingMessage; peer?: string };
}

/** A request as Hono hands it over. */
export function plainOfHono(c: Context<Env>): PlainRequest {
  const { env, req } = c;
  const incoming = env?.incoming;
  return {
    header: (name) => req.header(name),
    param: (name) => req.param(name),
    peer: env?.peer ?? incoming?.socket.remoteAddress,
    async body(limit) {
      if (Number(req.header('content-length') ?? 0) > limit) return null;
      if (incoming !== undefined) return readIncoming(incoming, limit);
      return req.raw.body === null ? Buffer.alloc(0) : readStream(req.raw.body, limit);
    },
  };
}

/** A request as Node's server hands it over; its path has no named parts. */
export function plainOfNode(incoming: IncomingMessage): PlainRequest {
  return {
    header(name) {
      const value = incoming.headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
    param: () => undefined,
    peer: incoming.socket.remoteAddress,
    body: (limit) => readIncoming(incoming, limit),
  };
}

/** @returns the answer as Hono sends it */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body as string | Uint8Array<ArrayBuffer> | null, { status, headers });
}
