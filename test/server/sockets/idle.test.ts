import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHotRoutes } from '../../../server/app.ts';
import { type Listening, listen } from '../../../server/listen.ts';
import { createTestServer } from '../support/test-server.ts';
import { statusesIn } from './raw-http.ts';

const KEEP_ALIVE_MS = 300;

let listening: Listening;

beforeEach(async () => {
  const server = createTestServer();
  const hot = createHotRoutes({
    ...server,
    tokens: { redeem: async () => 'plain', issuer: null },
    isStopping: () => server.state.stopping,
  });
  listening = await listen(server.app, hot, '127.0.0.1', 0, KEEP_ALIVE_MS);
});
afterEach(() => listening.stop());

describe('a connection on which nothing moves any more', () => {
  it.each([
    ['after an answer on the short way', 'GET /v1/status.json HTTP/1.1\r\n\r\n', 200],
    ['after an answer on the long way', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 200],
    ['after bytes that are no HTTP, to which the answer was the last', 'GARBAGE\r\n\r\n', 400],
  ])('is closed, though the other end never closes it: %s', async (_, request, status) => {
    const { port } = listening.address;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.write(request);
    await expect.poll(() => statusesIn(text)).toEqual([status]);
    // Only a connection that the server has let go of refuses what comes: half closed it would take it all.
    const gone = new Promise((resolve) => socket.on('close', resolve));
    const poke = setInterval(() => socket.write('x'), KEEP_ALIVE_MS * 3);
    await gone;
    clearInterval(poke);
  });
});
