import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import { acceptedSchema } from '../../../lib/protocol/reports.ts';
import { statusSchema } from '../../../lib/protocol/status.ts';
import { msOf } from '../../../lib/protocol/vocabulary.ts';
import { MOST_WAITING_PER_SERVICE } from '../../../server/intake/admission.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { batch, networkOf, post, seen } from '../support/batches.ts';
import { createTestServer, NOON, type TestServer } from '../support/test-server.ts';

/** About as many votes as fit in one batch. */
const VOTES = 50;

const SAYS_FINE = {
  state: 'operational',
  since: null,
  url: 'https://status.example.com',
  checked: new Date(msOf(NOON)).toISOString(),
} as const;

let server: TestServer;
let release: () => void;
let take: MockInstance<TestServer['intake']['take']>;

/** A server whose store takes its time until it is released. */
beforeEach(() => {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const store = createSqliteStore(':memory:');
  const slow: Store = {
    ...store,
    async add(votes, weigh) {
      await released;
      return store.add(votes, weigh);
    },
  };
  server = createTestServer({ store: slow, official: () => SAYS_FINE });
  take = vi.spyOn(server.intake, 'take');
});

let sent = 0;

function send(service: string, votes = VOTES): Promise<Response> {
  const minute = server.minute();
  sent += 1;
  const own = Array.from({ length: votes }, (_, at) =>
    seen({ minute: minute - (at % 10), service }),
  );
  const body = post(batch(`who ${sent}`, { seen: own }));
  return Promise.resolve(server.requestFrom(networkOf(sent % 1_000), '/v1/reports', body));
}

/** Fills the ceiling of one service with batches that wait for the store. */
function fill(service: string): readonly Promise<Response>[] {
  const batches = Math.ceil(MOST_WAITING_PER_SERVICE / VOTES);
  return Array.from({ length: batches }, () => send(service));
}

/** Waits until as many batches have come to the door. */
const arrived = (batches: number) =>
  vi.waitFor(() => expect(take.mock.calls.length).toBeGreaterThanOrEqual(batches));

describe('a server that is full of one service', () => {
  it('turns away more of it with 503 and a time, takes others, and answers all that it took', async () => {
    const waiting = fill('chatgpt');
    await arrived(waiting.length);
    const refused = await send('chatgpt', 1);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(errorSchema.parse(await refused.json()).error.code).toBe('busy');
    const other = send('claude', 1);
    await arrived(waiting.length + 2);
    release();
    expect((await other).status).toBe(202);
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    // The first ones are answered while the others still wait.
    expect(acceptedSchema.parse(await answers[0]?.json()).next).toBeGreaterThan(60);
    expect((await send('chatgpt', 1)).status).toBe(202);
  });

  it('withholds the crowd’s word when that lasts, not the vendor’s, and asks to be left alone', async () => {
    const waiting = fill('chatgpt');
    await arrived(waiting.length);
    for (let minute = 0; minute < 3; minute += 1) {
      const answers = await Promise.all(Array.from({ length: 1_000 }, () => send('chatgpt', 1)));
      expect(answers.every(({ status }) => status === 503)).toBe(true);
      if (minute < 2) server.pass(1);
    }
    release();
    await Promise.all(waiting);
    await server.board.update();
    const status = statusSchema.parse(await (await server.request('/v1/status.json')).json());
    expect(status.notice?.code).toBe('flooded');
    for (const { state, level, official } of Object.values(status.services)) {
      expect({ state, level, official: official.state }).toEqual({
        state: 'unknown',
        level: null,
        official: 'operational',
      });
    }
    const answer = await send('chatgpt', 1);
    expect(acceptedSchema.parse(await answer.json())).toEqual({ next: 300 });
    server.pass(7);
    await server.board.update();
    expect(server.board.status().notice).toBeUndefined();
  });
});
