import { join } from 'node:path';
import fc from 'fast-check';
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

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('P4: what is stored cannot be linked', () => {
  it('the voices of one tag differ per service and minute, and from those of every other tag', () => {
    const tag = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
      return Buffer.from(bytes).toString('base64url');
    });
    const spoken = fc.tuple(
      tag,
      fc.constantFrom('chatgpt', 'claude', 'gemini', 'poe'),
      fc.integer({ min: 0, max: 40_000_000 }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(spoken, { selector: (own) => own.join(), minLength: 2 }),
        (all) => {
          const voices = all.map((own) => hex(seenVoice(...own)));
          expect(new Set(voices).size).toBe(all.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('a busy browser leaves values that are all different, and its tag nowhere', async () => {
    const file = join(folder.path, 'outcry.db');
    const server = createTestServer({ store: createSqliteStore(file) });
    const minutes = Array.from({ length: 10 }, (_, ago) => server.minute() - ago);
    const services = ['chatgpt', 'claude', 'gemini'];
    for (const minute of minutes) {
      const own = services.map((service) =>
        minute % 2 === 0 ? failed(minute, service) : seen({ minute, service }),
      );
      const body = batch('one browser', { seen: own });
      await server.requestFrom(networkOf(1), '/v1/reports', post(body));
    }
    const bytes = Buffer.concat([...filesIn(folder.path).values()]);
    await server.store.close();
    const voices = (dumpOf(file).get('voices') ?? []).map((row) => hex(row.voice as Uint8Array));
    expect(voices).toHaveLength(30);
    expect(new Set(voices.map((voice) => voice.slice(0, 12))).size).toBe(30);
    const tag = tagOf('one browser');
    expect(bytes.includes(tag)).toBe(false);
    expect(bytes.includes(Buffer.from(tag, 'base64url'))).toBe(false);
    // The search would find it: the voices made of it are there.
    expect(bytes.includes(seenVoice(tag, 'chatgpt', server.minute()))).toBe(true);
  });
});
