import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabaseHandle } from '../../../lib/journal/database.ts';
import { readState, writeState } from '../../../lib/journal/state-rows.ts';
import { change, reading } from '../../../lib/journal/transact.ts';
import { createRuleBook, RULES_EVERY_MS, RULES_RETRY_MS } from '../../../lib/rules/rule-book.ts';
import type { Service } from '../../../lib/services/schema.ts';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { FOREIGN_KEY, TEST_KEYS } from '../../support/rules/test-keys.ts';
import { ALPHA, BETA, NOON, ORIGIN } from '../background/world.ts';

const DAY = 86_400_000;
const SERVICES = [ALPHA, BETA];
const OFF = [{ id: 'alpha', switchedOff: true as const }];

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

let now: number;
let access: boolean;
let answer: () => Response;
let asked: Asked[];
let database: ReturnType<typeof createDatabaseHandle>;
const refused = vi.fn();
const changed = vi.fn(async (_services: readonly Service[]) => {});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  database = createDatabaseHandle();
  now = NOON;
  access = true;
  asked = [];
  answer = () => new Response('', { status: 404 });
  refused.mockClear();
  changed.mockClear();
});

/** One life of the background. */
async function live(keys: readonly { kid: string; x: string }[] = TEST_KEYS, version = '0.1.0') {
  const book = createRuleBook({
    keys: keys.map(({ kid, x }) => ({ kid, x })),
    version: () => version,
    services: SERVICES,
    origin: () => ORIGIN,
    now: () => now,
    random: () => 0.5,
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init });
      return answer();
    },
    access: async () => access,
    onRefused: refused,
    onChanged: changed,
  });
  await book.load(await database());
  return {
    ...book,
    poll: async () => book.pollDue(await database()),
    due: async () => book.dueAt(reading(await database())),
  };
}

const serve = (text: string) => {
  answer = () => new Response(text);
};
const stored = async () => readState(reading(await database()), 'rules');

describe('the rules in force', () => {
  it('are those that the extension brought, until a pack comes', async () => {
    const book = await live();
    await book.poll();
    expect(book.ruled(ALPHA)).toBe(ALPHA);
    expect(book.issuerKeys()).toEqual([]);
    expect(changed).not.toHaveBeenCalled();
  });

  it('are those of the pack from the moment it was taken, and after a death', async () => {
    serve(sealed(payloadAt(NOON, OFF)));
    const book = await live();
    await book.poll();
    expect(book.ruled(ALPHA)).toBeNull();
    expect(book.ruled(BETA)).toBe(BETA);
    expect(changed).toHaveBeenCalledExactlyOnceWith([ALPHA]);
    expect((await live()).ruled(ALPHA)).toBeNull();
  });

  it('end with the pack', async () => {
    serve(sealed(payloadAt(NOON, OFF)));
    const book = await live();
    await book.poll();
    now = NOON + 14 * DAY - 1;
    expect(book.ruled(ALPHA)).toBeNull();
    now += 1;
    expect(book.ruled(ALPHA)).toBe(ALPHA);
    expect((await live()).ruled(ALPHA)).toBe(ALPHA);
  });

  it('stay when what comes next is refused', async () => {
    serve(sealed(payloadAt(NOON, OFF, { seq: 5 })));
    const book = await live();
    await book.poll();
    for (const text of [
      'rubbish',
      sealed(payloadAt(NOON, [], { seq: 6 }), [FOREIGN_KEY]),
      sealed(payloadAt(NOON, [], { seq: 4 })),
      sealed(payloadAt(NOON, [], { seq: 5 })),
      sealed(payloadAt(NOON, [], { seq: 6, more: 1 })),
    ]) {
      serve(text);
      now += 2 * RULES_EVERY_MS;
      await book.poll();
      expect(book.ruled(ALPHA)).toBeNull();
    }
    expect(refused.mock.calls.map(([why]) => why)).toEqual([
      'no-pack',
      'not-signed',
      'older',
      'other-bytes',
      'wrong-form',
    ]);
    expect((await stored()).memory).toMatchObject([{ seq: 5 }]);
  });

  it('go back to what the extension brought when a later pack says nothing', async () => {
    serve(sealed(payloadAt(NOON, OFF)));
    const book = await live();
    await book.poll();
    serve(sealed(payloadAt(NOON, [], { seq: 2 })));
    now += 2 * RULES_EVERY_MS;
    await book.poll();
    expect(book.ruled(ALPHA)).toBe(ALPHA);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('change no page when a pack is only signed anew', async () => {
    serve(sealed(payloadAt(NOON, OFF)));
    const book = await live();
    await book.poll();
    serve(sealed(payloadAt(NOON + 1, OFF, { seq: 2 })));
    now += 2 * RULES_EVERY_MS;
    await book.poll();
    expect((await stored()).memory).toMatchObject([{ seq: 2 }]);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['was changed in the store', (text: string) => text.replace('"payload":"e', '"payload":"f')],
    ['is no pack', () => 'rubbish'],
  ])('are not those of a stored pack that %s', async (_what, spoil) => {
    serve(sealed(payloadAt(NOON, OFF)));
    const book = await live();
    await book.poll();
    const row = await stored();
    const text = spoil(row.text ?? '');
    expect(text).not.toBe(row.text);
    await change(await database(), (writing) => writeState(writing, 'rules', { ...row, text }));
    expect((await live()).ruled(ALPHA)).toBe(ALPHA);
  });

  it('are not those of a pack whose key is pinned no more, nor of one for a newer version', async () => {
    serve(sealed(payloadAt(NOON, OFF, { minExt: '0.1.0' })));
    const book = await live();
    await book.poll();
    expect((await live([FOREIGN_KEY])).ruled(ALPHA)).toBe(ALPHA);
    expect((await live(TEST_KEYS, '0.0.9')).ruled(ALPHA)).toBe(ALPHA);
  });
});

describe('asking for the pack', () => {
  it('is never done where no key is pinned', async () => {
    const book = await live([]);
    await book.poll();
    expect(asked).toEqual([]);
    expect(await book.due()).toBe(Number.POSITIVE_INFINITY);
  });

  it('is done once an hour, and again after ten minutes when nobody answered', async () => {
    const book = await live();
    await book.poll();
    await book.poll();
    expect(asked).toHaveLength(1);
    expect(await book.due()).toBe(NOON + RULES_EVERY_MS);
    now = NOON + RULES_EVERY_MS;
    answer = () => new Response('', { status: 503 });
    await book.poll();
    expect(asked).toHaveLength(2);
    expect(await book.due()).toBe(now + RULES_RETRY_MS);
  });

  it('is done again when the clock was set back', async () => {
    const book = await live();
    await book.poll();
    now -= 30 * DAY;
    await book.poll();
    expect(asked).toHaveLength(2);
  });

  it('is not done without access to the server', async () => {
    access = false;
    const book = await live();
    await book.poll();
    expect(asked).toEqual([]);
  });

  it('tells nothing of the pack held, whatever marks it came with, and takes nothing of this browser along', async () => {
    const text = sealed(payloadAt(NOON, OFF));
    const marks = { etag: '"number-6"', 'last-modified': 'Tue, 03 Feb 2026 06:06:06 GMT' };
    answer = () => new Response(text, { headers: marks });
    const book = await live();
    for (let hour = 0; hour < 3; hour += 1) {
      await book.poll();
      now += 2 * RULES_EVERY_MS;
    }
    expect(book.ruled(ALPHA)).toBeNull();
    expect(asked).toHaveLength(3);
    for (const { url, init } of asked) {
      const { signal: _, ...told } = init;
      expect(url).toBe(`${ORIGIN}/v1/rules.json`);
      expect(told).toEqual({
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'error',
      });
    }
  });

  it('leaves a stored pack alone while this clock is days behind it, and takes it up when that is over', async () => {
    const text = sealed(payloadAt(NOON, OFF));
    serve(text);
    await (await live()).poll();
    now = NOON - 2 * DAY;
    const book = await live();
    expect(book.ruled(ALPHA)).toBe(ALPHA);
    await book.poll();
    expect(book.ruled(ALPHA)).toBe(ALPHA);
    now = NOON + 2 * RULES_EVERY_MS;
    await book.poll();
    expect(book.ruled(ALPHA)).toBeNull();
  });

  it('takes up a pack that could not be read back, when nothing newer is there', async () => {
    serve(sealed(payloadAt(NOON, OFF)));
    await (await live()).poll();
    const book = createRuleBook({
      keys: TEST_KEYS.map(({ kid, x }) => ({ kid, x })),
      version: () => '0.1.0',
      services: SERVICES,
      origin: () => ORIGIN,
      now: () => now,
      random: () => 0.5,
      fetch: async () => new Response('', { status: 404 }),
      access: async () => true,
      onRefused: refused,
      onChanged: changed,
    });
    now += 2 * RULES_EVERY_MS;
    await book.pollDue(await database());
    expect(book.ruled(ALPHA)).toBeNull();
  });

  it('does not read more than 64 KiB', async () => {
    answer = () => new Response(' '.repeat(65_537));
    const book = await live();
    await book.poll();
    expect(await book.due()).toBe(NOON + RULES_RETRY_MS);
    expect((await stored()).text).toBeNull();
  });
});
