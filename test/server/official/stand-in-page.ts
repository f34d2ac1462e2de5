import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as NetServer } from 'node:net';
import { listenOn } from '../../support/listen-on.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A host on this machine that stands in for every status page. */
export interface StandInPage {
  readonly address: string;
  /** Requests so far: method, host and path, and the headers of each. */
  readonly seen: readonly { readonly what: string; readonly headers: IncomingMessage['headers'] }[];
  handle(handler: Handler): void;
  stop(): Promise<void>;
}

export async function startStandInPage(): Promise<StandInPage> {
  const seen: { what: string; headers: IncomingMessage['headers'] }[] = [];
  let handler: Handler = (_, response) => response.writeHead(404).end();
  const server: Server = createServer((request, response) => {
    const { method, url, headers } = request;
    seen.push({ what: `${method} ${headers.host}${url}`, headers });
    handler(request, response);
  });
  const port = await listenOn(server as NetServer, [0]);
  return {
    address: `127.0.0.1:${port}`,
    seen,
    handle(next) {
      handler = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
