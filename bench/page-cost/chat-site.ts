import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { createCertificate } from '../../test/support/certificate.ts';
import { listenOn } from '../../test/support/listen-on.ts';
import { bundle } from './bundle.ts';
import { writeAnswer, writeConversation } from './conversation.ts';

export const HOST = 'chatgpt.com';
export const MESSAGES = 500;
export const TOKENS = 2_000;
export const TOKENS_PER_SECOND = 100;

/** Scripts that a variant puts into the page beside the app's own. */
export const ADDITIONS = ['sentry', 'naive'] as const;
export type Addition = (typeof ADDITIONS)[number];

export interface ChatSite {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the chat page under its real host name, with the requests that such a page makes. */
export async function startChatSite(): Promise<ChatSite> {
  const scripts = new Map<string, string>();
  for (const name of ['chat', ...ADDITIONS]) scripts.set(`/assets/${name}.js`, await bundle(name));
  const css = await readFile(new URL('page/chat.css', import.meta.url), 'utf8');
  const chat = JSON.stringify({ messages: writeConversation(MESSAGES) });
  const items = writeAnswer(28, 1).map((word) => ({ title: `About ${word}` }));
  const answer = writeAnswer(TOKENS, 7);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', `https://${HOST}`);
    const json = (text: string) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    const script = scripts.get(pathname);
    if (script) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
    } else if (pathname.startsWith('/c/')) {
      const type = { 'content-type': 'text/html; charset=utf-8' };
      response.writeHead(200, type).end(documentWith(css, searchParams.get('with')));
    } else if (pathname === '/backend-api/conversation/c-1') json(chat);
    else if (pathname === '/backend-api/conversations') json(JSON.stringify({ items }));
    else if (pathname === '/backend-api/f/conversation') await stream(response, answer);
    else json('{}');
  };
  const server = createServer(await createCertificate([HOST]), (request, response) => {
    request.resume();
    serve(request, response).catch((error: Error) => response.destroy(error));
  });
  const port = await listenOn(server, [0]);
  return {
    port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function documentWith(css: string, addition: string | null): string {
  const known = ADDITIONS.find((name) => name === addition);
  const added = known ? `<script src="/assets/${known}.js"></script>` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A long chat</title><link rel="icon" href="data:,"><style>${css}</style></head>
<body>${added}<script src="/assets/chat.js"></script></body></html>`;
}

/** Keeps to the clock, whatever a single timer does. */
async function stream(response: ServerResponse, tokens: readonly string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const start = performance.now();
  for (let sent = 0; sent < tokens.length && !response.destroyed; ) {
    const due = Math.floor(((performance.now() - start) / 1_000) * TOKENS_PER_SECOND);
    for (; sent < Math.min(due, tokens.length); sent += 1) {
      response.write(`data: ${JSON.stringify({ word: tokens[sent] })}\n\n`);
    }
    await setTimeout(1_000 / TOKENS_PER_SECOND);
  }
  response.end();
}
