import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Seen } from '../../../lib/protocol/reports.ts';
import { type DrivenServer, driveServer } from '../../support/driven-server/driven-server.ts';
import type { Sent } from '../../support/driven-server/sender.ts';
import { seededRandom } from '../../support/random.ts';
import { batch, failed, networkOf, seen } from '../support/batches.ts';
import { NOON, temporaryFolder } from '../support/test-server.ts';

/** Honest voices a minute, each from a network of its own, and how many of them usually fail. */
const CROWD = 30;
const USUAL = 0.02;

/** What the trim allows for, of 30 voices and as many liars: the larger of two and a tenth. */
const LIARS = 3;
const CLIENTS = 40;
const LEARNED_MINUTES = 90;

const folder = temporaryFolder();
const random = seededRandom(20_260_203);
let server: DrivenServer;

const sent = (from: string, who: string, own: readonly Seen[]): Sent => ({
  from,
  body: JSON.stringify(batch(who, { seen: [...own] })),
});

type ShareOf = (service: string) => number;

/** One minute: the crowd uses both services, the liars' browsers say what they are told. */
async function minutePasses(shareOf: ShareOf, lie: (minute: number) => readonly Seen[]) {
  const minute = server.minute() - 1;
  const wordOf = (service: string) =>
    random.uniform() < shareOf(service) ? failed(minute, service) : seen({ minute, service });
  const honest = Array.from({ length: CROWD }, (_, index) => {
    const own = ['chatgpt', 'claude'].map(wordOf);
    return sent(networkOf(index), `${index} at ${minute}`, own);
  });
  const lies = Array.from({ length: LIARS * CLIENTS }, (_, index) =>
    sent(networkOf(500 + (index % LIARS)), `liar ${index} at ${minute}`, lie(minute)),
  );
  const answers = await server.send([...honest, ...lies]);
  expect([...answers]).toEqual([[202, honest.length + lies.length]]);
  await server.judge();
  const { services } = await server.status();
  await server.pass(1);
  return services;
}

const usual: ShareOf = () => USUAL;

beforeAll(async () => {
  const settings = { OUTCRY_DB: join(folder.path, 'outcry.db') };
  server = await driveServer(settings, NOON);
  for (let passed = 0; passed < LEARNED_MINUTES; passed += 1) await minutePasses(usual, () => []);
}, 120_000);
afterAll(async () => {
  await server.stop();
  folder.dispose();
});

describe('P12: k networks can neither fake nor hide an outage', () => {
  it('with any number of clients they count as k voices, and nothing they say is ever confirmed', async () => {
    expect((await server.status()).services.chatgpt?.state).toBe('operational');
    const levels = new Set<string | null>();
    for (let passed = 0; passed < 30; passed += 1) {
      const told = await minutePasses(usual, (minute) => [failed(minute)]);
      levels.add(told.chatgpt?.level ?? null);
      expect(told.chatgpt?.tried).toBeLessThanOrEqual((CROWD + LIARS) * 11);
      expect(told.claude?.level).toBeNull();
    }
    expect([...levels]).not.toContain('confirmed');
  }, 120_000);

  it('nor can they hide a real one, however many clients say that all is well', async () => {
    const shareOf: ShareOf = (service) => (service === 'claude' ? 0.8 : USUAL);
    const states: (string | undefined)[] = [];
    for (let passed = 0; passed < 5; passed += 1) {
      const told = await minutePasses(shareOf, (minute) => [seen({ minute, service: 'claude' })]);
      states.push(told.claude?.state);
    }
    expect(states).toContain('outage');
  }, 120_000);
});
