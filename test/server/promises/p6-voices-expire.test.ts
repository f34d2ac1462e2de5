import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenVoice } from '../../../server/intake/voice.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { batch, failed, networkOf, post, seen, tagOf } from '../support/batches.ts';
import { createTestServer, temporaryFolder } from '../support/test-server.ts';
import { dumpOf, filesIn } from './sqlite-files.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

describe('P6: raw voices are gone in 30 minutes', () => {
  it('of a minute that was spoken about, only sums are left, also in the bytes of the files', async () => {
    const file = join(folder.path, 'outcry.db');
    const server = createTestServer({ store: createSqliteStore(file) });
    const first = server.minute();
    const speak = async (who: number) => {
      const minute = server.minute();
      const own = [who % 2 === 0 ? failed(minute) : seen({ minute })];
      const body = post(batch(who, { seen: own }));
      await server.requestFrom(networkOf(who % 50), '/v1/reports', body);
    };
    for (let who = 0; who < 50; who += 1) await speak(who);
    const early = Array.from({ length: 50 }, (_, who) => seenVoice(tagOf(who), 'chatgpt', first));
    const left = () => {
      const bytes = Buffer.concat([...filesIn(folder.path).values()]);
      return early.filter((voice) => bytes.includes(voice)).length;
    };
    expect(left()).toBe(50);
    for (let minute = 1; minute < 30; minute += 1) {
      server.pass(1);
      await speak(1_000 + minute);
      await server.judge();
      await server.archive.update();
    }
    expect(left()).toBe(0);
    const minutes = (dumpOf(file).get('voices') ?? []).map((row) => Number(row.minute));
    expect(Math.min(...minutes)).toBeGreaterThan(server.minute() - 30);
    expect(await server.store.series('chatgpt', first, first)).toEqual([
      { minute: first, tried: 50, failed: 25 },
    ]);
    await server.store.close();
  });

  it('what knows networks apart is forgotten before that: a voice may count again after 15 minutes', async () => {
    const server = createTestServer();
    const minute = server.minute();
    const network = server.intake.bucketOf({
      peer: '127.0.0.1',
      header: (name) => (name === 'x-forwarded-for' ? networkOf(1) : undefined),
    });
    for (let who = 0; who < 300; who += 1) {
      const body = batch(who, { seen: [seen({ minute })] });
      expect(await server.intake.take(body, network, false)).toMatchObject({ kind: 'accepted' });
    }
    expect(server.intake.wait(network)).toBeGreaterThan(0);
    server.pass(15);
    server.intake.forget();
    expect(server.intake.wait(network)).toBe(0);
  });
});
