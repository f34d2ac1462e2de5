import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { createHotRoutes } from '../../../server/app.ts';
import { LEAST_PLACES, SHARE_FOR_ALL } from '../../../server/intake/admission.ts';
import { type Listening, listen } from '../../../server/listen.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { statusesIn } from '../sockets/raw-http.ts';
import { batch, networkOf, seen } from '../support/batches.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

/** Requests under way on one connection: no more are read at once. */
const EACH = 60;

const ROOM = SHARE_FOR_ALL * LEAST_PLACES;

let server: TestServer;
let listening: Listening;
let release: () => void;
let sockets: Socket[] = [];

/** A listening server whose store takes its time until it is released. */
beforeEach(async () => {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const store = createSqliteStore(':memory:');
  server = createTestServer({
    store: {
      ...store,
      async add(votes, weigh) {
        await released;
        return store.add(votes, weigh);
      },
    },
  });
  const hot = createHotRoutes({
    ...server,
    tokens: { redeem: async () => 'plain', issuer: null },
    isStopping: () => server.state.stopping,
  });
  listening = await listen(server.app, hot, '127.0.0.1', 0);
});
afterEach(async () => {
  release();
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await listening.stop();
});

let sent = 0;

function report(change: object = {}): string {
  sent += 1;
  const minute = server.minute() - 1;
  const json = JSON.stringify({ ...batch(sent, { seen: [seen({ minute })] }), ...change });
  return `POST /v1/reports HTTP/1.1\r\nContent-Type: application/json\r\nX-Forwarded-For: ${networkOf(sent % 5_000)}\r\nContent-Length: ${json.length}\r\n\r\n${json}`;
}

/** Sends requests over one connection. */
function send(requests: readonly string[]): { answers(): Promise<string> } {
  const socket = connect(listening.address.port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.write(requests.join(''));
  return {
    async answers() {
      while (statusesIn(text).length < requests.length) await once(socket, 'data');
      return text;
    },
  };
}

const status = 'GET /v1/status.json HTTP/1.1\r\nHost: x\r\n\r\n';

describe('a server with all places taken', () => {
  it('turns reports away unread, tells the time, reads on for who brings a token, and takes them again', async () => {
    const waiting = Array.from({ length: ROOM / EACH }, () =>
      send(Array.from({ length: EACH }, () => report())),
    );
    await expect.poll(() => server.intake.turnsAway(false)).toBe(true);

    const refused = await send([report(), report({ v: 'nonsense' })]).answers();
    expect(statusesIn(refused)).toEqual([503, 503]);
    expect(refused).toMatch(/\r\nRetry-After: \d+\r\n/);
    const body = refused.split('\r\n\r\n')[1]?.replace(/HTTP[\s\S]*/, '') ?? '';
    expect(errorSchema.parse(JSON.parse(body)).error.code).toBe('busy');
    expect(statusesIn(await send([status]).answers())).toEqual([200]);
    // It is read, and found to be without a token after all.
    expect(statusesIn(await send([report({ v: 2 })]).answers())).toEqual([400]);
    expect(server.lines.join('').match(/"event":"busy"/g)).toHaveLength(1);

    release();
    for (const { answers } of waiting) {
      expect(new Set(statusesIn(await answers()))).toEqual(new Set([202]));
    }
    expect(statusesIn(await send([report()]).answers())).toEqual([202]);
  });
});
