import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { fuzzRuns, fuzzTimeoutMs } from '../../support/fuzz-runs.ts';
import { mutatedText } from '../../support/mutated-text.ts';
import { batch } from '../support/batches.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { temporaryFolder } from '../support/test-server.ts';

/** A connection takes a thousand times as long as a call. */
const RUNS = fuzzRuns(1 / 50);

vi.setConfig({ testTimeout: fuzzTimeoutMs(50 * RUNS) });

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ OUTCRY_DB: `${folder.path}/outcry.db` });
});
afterAll(async () => {
  await server.end('SIGKILL');
  folder.dispose();
});

const json = JSON.stringify(batch('a'));
const REQUESTS = [
  'GET /v1/status.json HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n',
  'GET /s/chatgpt?lang=de HTTP/1.1\r\nHost: x\r\nIf-None-Match: "x"\r\n\r\n',
  `POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`,
  `POST /v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`,
];

/** Sends bytes, says that no more will come, and reads to the end. */
async function speak(text: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.end(text);
  await closed;
  return answer;
}

it('whatever bytes come over a connection, the server answers in HTTP or hangs up, and lives', async () => {
  const statuses = new Set<string>();
  const property = fc.asyncProperty(mutatedText(REQUESTS), async (text) => {
    const answer = await speak(text);
    if (answer === '') return;
    const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
    expect(status).toMatch(/^(?:20[024]|304|4\d\d)$/);
    statuses.add(status);
  });
  await fc.assert(property, { numRuns: RUNS });
  expect([...statuses]).toEqual(expect.arrayContaining(['200', '202', '400', '404']));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.output()).not.toMatch(/"event":"request-failed"|Error/);
});
