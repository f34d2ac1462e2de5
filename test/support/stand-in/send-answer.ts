import { readFile } from 'node:fs/promises';
import { constants, type Http2ServerResponse } from 'node:http2';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Answer, Endpoint } from './scenario.ts';
import type { Site } from './site.ts';

interface Exchange {
  readonly site: Site;
  readonly endpoint: Endpoint;
  readonly response: Http2ServerResponse;
  /** The connection below TLS; of HTTP/2 it carries other requests too. */
  readonly raw: Socket | undefined;
}

const TOKEN_MS = 10;
const FLIGHT_MS = 50;
const DEFAULT_TEXT = 'Here is an answer that came through without trouble.';

async function sendPage({ site, response }: Exchange): Promise<void> {
  const page = await readFile(new URL(`pages/${site.page}.html`, import.meta.url));
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page);
}

function send(response: Http2ServerResponse, status: number, body: string | object): void {
  response.statusCode = status;
  response.setHeader('cache-control', 'no-store');
  if (!response.hasHeader('content-type')) {
    response.setHeader(
      'content-type',
      typeof body === 'string' ? 'text/plain' : 'application/json',
    );
  }
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Sends each event as a chunk of its own, one after the other, as tokens arrive. */
async function stream(response: Http2ServerResponse, events: readonly string[]): Promise<void> {
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  for (const event of events) {
    response.write(event);
    await setTimeout(TOKEN_MS);
  }
}

/** Breaks one response off: over HTTP/2 its stream, over HTTP/1.1 the connection, which is all there is. */
async function breakOff({ response, raw }: Exchange): Promise<void> {
  // What is on its way must arrive first: closing an HTTP/2 stream discards what it still holds.
  await setTimeout(FLIGHT_MS);
  if (response.stream?.close) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else raw?.destroy();
}

/** Answers one request the way the scenario says. */
export async function sendAnswer(answer: Answer, exchange: Exchange): Promise<void> {
  const { site, endpoint, response, raw } = exchange;
  if (answer === 'stalled') return;
  if (answer === 'reset') {
    raw?.resetAndDestroy();
    return;
  }
  if (typeof answer === 'object' && 'status' in answer) {
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
      response.setHeader(name, value);
    }
    send(response, answer.status, answer.body ?? {});
    return;
  }
  if (endpoint === 'conversation') {
    const text = typeof answer === 'object' && 'text' in answer ? answer.text : DEFAULT_TEXT;
    const words = site.streamWords(text);
    if (answer === 'cut') {
      await stream(response, words.slice(0, Math.ceil(words.length / 2)));
      await breakOff(exchange);
    } else if (typeof answer === 'object' && 'error' in answer) {
      await stream(response, [site.streamError(answer.error)]);
      response.end();
    } else if (typeof answer === 'object' && answer.hold) {
      await stream(response, words);
    } else {
      await stream(response, [...words, site.streamEnd]);
      response.end();
    }
    return;
  }
  if (answer === 'cut') {
    response.setHeader('content-type', 'application/json');
    response.write('{"items":[');
    return breakOff(exchange);
  }
  if (endpoint === 'document') return sendPage(exchange);
  send(response, 200, site.bodies[endpoint] ?? {});
}
