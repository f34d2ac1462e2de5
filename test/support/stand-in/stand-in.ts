import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import { extname } from 'node:path';
import { createCertificate } from '../certificate.ts';
import { listenOn } from '../listen-on.ts';
import { chatgptSite } from './chatgpt-site.ts';
import { claudeSite } from './claude-site.ts';
import { plainSite } from './plain-site.ts';
import type { Endpoint, Scenario } from './scenario.ts';
import { sendAnswer } from './send-answer.ts';
import type { Site } from './site.ts';

const SITES: readonly Site[] = [chatgptSite, claudeSite, plainSite('grok.com'), plainSite('x.com')];
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** What every site serves alike: scripts and styles, and the page that means harm. */
function assetOf(path: string): string | null {
  if (path.startsWith('/hostile/')) return 'hostile.html';
  return path.startsWith('/assets/') ? path.slice('/assets/'.length) : null;
}

/** The hosts that the stand-in plays. */
export const STAND_IN_HOSTS: readonly string[] = SITES.map((site) => site.host);

/** A request that a page made of the stand-in. */
export interface Asked {
  readonly host: string;
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly path: string;
}

export interface StandIn {
  readonly port: number;
  /** Changes how these endpoints answer from now on; the others stay as they are. */
  set(scenario: Scenario): void;
  /** Everything works again, over HTTP/1.1, with the door open. */
  reset(): Promise<void>;
  /** Refuses connections, and drops those that are open, until `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** Which protocol the next connections speak; the open ones are dropped. */
  speak(protocol: 'http/1.1' | 'h2'): void;
  /** @returns the next request for this endpoint */
  asked(endpoint: Endpoint): Promise<Asked>;
  close(): Promise<void>;
}

/** A chatbot's site on this machine, for every host of `STAND_IN_HOSTS`: it works until a scenario says otherwise. */
export async function startStandIn(): Promise<StandIn> {
  const certificate = await createCertificate(STAND_IN_HOSTS);
  const sockets = new Map<number, Socket>();
  const events = new EventEmitter();
  let scenario: Scenario = {};
  let protocol: 'http/1.1' | 'h2' = 'http/1.1';

  const serve = async (request: Http2ServerRequest, response: Http2ServerResponse) => {
    const authority = request.headers[':authority'] ?? request.headers.host ?? '';
    const url = new URL(request.url, `https://${authority}`);
    const site = SITES.find((candidate) => candidate.host === url.hostname);
    if (!site || url.pathname === '/favicon.ico') return response.writeHead(site ? 204 : 404).end();
    const asset = assetOf(url.pathname);
    if (asset !== null) {
      const file = new URL(`pages/${asset}`, import.meta.url);
      response.setHeader('content-type', TYPES[extname(file.pathname)] ?? 'text/plain');
      return response.end(await readFile(file));
    }
    const endpoint = site.endpointOf(request.method, url.pathname);
    if (!endpoint) return response.writeHead(404).end('{}');
    const asked: Asked = { host: site.host, endpoint, method: request.method, path: url.pathname };
    events.emit(endpoint, asked);
    const raw = sockets.get(request.socket.remotePort ?? 0);
    await sendAnswer(scenario[endpoint] ?? 'ok', { site, endpoint, response, raw });
  };

  const server = createSecureServer(
    { ...certificate, allowHTTP1: true, ALPNCallback: () => protocol },
    (request, response) => {
      serve(request, response).catch((error) => {
        if (!response.destroyed) response.stream.destroy(error);
      });
    },
  );
  server.on('sessionError', () => {});
  server.on('tlsClientError', () => {});

  // TLS sockets cannot be reset: the plain ones below them can, so they are accepted here and handed on.
  const door = createServer({ noDelay: true }, (socket) => {
    const key = socket.remotePort ?? 0;
    sockets.set(key, socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(key));
    server.emit('connection', socket);
  });
  const dropAll = () => {
    for (const socket of sockets.values()) socket.destroy();
  };
  const port = await listenOn(door, [0]);

  const standIn: StandIn = {
    port,
    set(next) {
      scenario = { ...scenario, ...next };
    },
    async reset() {
      scenario = {};
      if (protocol !== 'http/1.1') standIn.speak('http/1.1');
      await standIn.accept();
    },
    async refuse() {
      if (!door.listening) return;
      const closed = once(door, 'close');
      door.close();
      dropAll();
      await closed;
    },
    async accept() {
      if (!door.listening) await listenOn(door, [port]);
    },
    speak(next) {
      protocol = next;
      dropAll();
    },
    async asked(endpoint) {
      const [asked] = (await once(events, endpoint)) as [Asked];
      return asked;
    },
    async close() {
      await standIn.refuse();
      server.close();
    },
  };
  return standIn;
}
