import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../../lib/protocol/vocabulary.ts';
import { officialEntrySchema } from '../../../lib/services/official-schema.ts';
import { readServices } from '../../../lib/services/read.ts';
import type { Service } from '../../../lib/services/schema.ts';
import type { Answer, Ask } from '../../../server/official/ask.ts';
import { documentsOf } from '../../../server/official/documents-of.ts';
import { createOfficial } from '../../../server/official/official.ts';
import type { OfficialChange, OfficialStore } from '../../../server/official/official-word.ts';
import { fixture, NOW } from './fixtures.ts';

const services = readServices();
const MINUTE = 60_000;

/** What a host answers in these tests: a body, a status, or never anything. */
type Told = Buffer | number | 'silence';

function answerOf(told: Buffer | number, type: string, etag: string): Answer {
  const headers: Readonly<Record<string, string>> = { 'content-type': type, etag };
  async function* body() {
    if (typeof told !== 'number') yield told;
  }
  return {
    status: typeof told === 'number' ? told : 200,
    header: (name) => headers[name] ?? null,
    body: Object.assign(body(), { destroy: () => undefined }),
  };
}

/** A store in memory that may be told to fail. */
function memoryStore(rows: OfficialChange[] = []) {
  const state = { isFailing: false };
  const guard = async <T>(value: () => T): Promise<T> => {
    if (state.isFailing) throw new Error('the disk is full');
    return value();
  };
  const store: OfficialStore = {
    saveOfficial: (changes) => guard(() => void rows.push(...changes)),
    official: () => guard(() => [...rows]),
  };
  return { rows, store, state };
}

interface World {
  readonly told: Map<string, Told>;
  readonly asked: string[];
  readonly time: { now: number };
  readonly polls: string[];
  readonly readable: string[];
}

/** The reader in a world of pages, on a clock that the test moves. */
function world(store?: OfficialStore, only: readonly Service[] = services) {
  const here: World = {
    told: new Map(),
    asked: [],
    time: { now: NOW },
    polls: [],
    readable: [],
  };
  const ask: Ask = async (url, headers) => {
    here.asked.push(`${url.host}${headers['if-none-match'] === undefined ? '' : ' again'}`);
    const told = here.told.get(url.host) ?? 500;
    if (told === 'silence') return new Promise(() => undefined);
    if (headers['if-none-match'] === '"same"') return answerOf(304, '', '');
    const type = url.pathname.endsWith('.xml') ? 'application/rss+xml' : 'application/json';
    return answerOf(told, type, '"same"');
  };
  const official = createOfficial({
    services: only,
    fetch: ask,
    clock: () => here.time.now,
    random: () => 0,
    exchangeMs: 300,
    onPoll: (family, result) => here.polls.push(`${family} ${result}`),
    onReadable: (service, _, reason) => here.readable.push(`${service} ${reason ?? 'readable'}`),
    ...(store === undefined ? {} : { store }),
  });
  const pass = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      here.time.now += MINUTE;
      await official.update();
    }
  };
  const stateOf = (service: string) => official.word(service)?.state;
  return { ...here, official, pass, stateOf };
}

const own = (...ids: readonly string[]) => services.filter(({ id }) => ids.includes(id));
const openai = (name: string) => fixture('incident-io', `${name}.json`);

describe('a service', () => {
  it('that shares a page shares its one request', () => {
    const documents = documentsOf(services);
    const shared = documents.find(({ url }) => url.includes('openai'));
    expect(shared?.subjects.map(({ service }) => service)).toEqual(['chatgpt', 'openai-platform']);
    expect(new Set(documents.map(({ url }) => url)).size).toBe(documents.length);
  });

  it.each([
    ['http://status.claude.com/api/v2/summary.json', 'not https'],
    ['https://127.0.0.1/summary.json', 'an address'],
    ['https://[::1]/summary.json', 'another address'],
    ['https://user@status.claude.com/', 'credentials'],
    ['https://status.claude.com:8443/', 'a port'],
    ['https://status.claude.com/?key=1', 'a query'],
    ['https://localhost/', 'no domain'],
  ])('may not be read from %s: %s', (url) => {
    const [claude] = own('claude');
    expect(officialEntrySchema.safeParse({ ...claude?.official, url }).success).toBe(false);
  });

  it('may only be read on the host of its status page', () => {
    const [claude] = own('claude');
    if (claude === undefined) throw new Error('no such service');
    const moved = { ...claude, statusPage: 'https://status.example.com' };
    expect(() => documentsOf([moved])).toThrow(/claude\.json: .*status page's host/);
  });
});

describe('what vendors say', () => {
  it('is unknown, with the page, of every service before anything was read', () => {
    const words = world().official.words();
    expect([...words.keys()]).toEqual(services.map(({ id }) => id));
    for (const { id, statusPage } of services) {
      expect(words.get(id)).toEqual({
        state: 'unknown',
        since: null,
        url: statusPage,
        checked: null,
      });
    }
  });

  it('is told of each service apart, from one request a page', async () => {
    const { official, told, asked, stateOf } = world(
      undefined,
      own('chatgpt', 'openai-platform', 'mistral'),
    );
    told.set('status.openai.com', openai('api-only'));
    await official.update();
    expect(stateOf('chatgpt')).toBe('operational');
    expect(official.word('openai-platform')).toEqual({
      state: 'outage',
      since: '2026-11-24T14:31:07.272Z',
      url: 'https://status.openai.com',
      checked: '2026-11-24T15:00:00.000Z',
      incident: {
        id: '01M0G1RZER839AZXWMYKSZF3GR',
        title: 'API errors',
        publishedAt: '2026-11-24T14:31:07.272Z',
      },
    });
    expect(stateOf('mistral')).toBe('unknown');
    expect(asked).toEqual(['status.openai.com']);
    expect(official.word('nobody')).toBeUndefined();
  });

  it('is asked once a minute, with what the last answer gave to compare with', async () => {
    const { official, told, asked, pass, time, polls } = world(undefined, own('chatgpt'));
    told.set('status.openai.com', openai('operational'));
    await official.update();
    for (let second = 1; second < 60; second += 1) {
      time.now += 1_000;
      await official.update();
    }
    expect(asked).toHaveLength(1);
    time.now += 1_000;
    await official.update();
    await pass(2);
    expect(asked.slice(1)).toEqual(Array(3).fill('status.openai.com again'));
    expect(polls).toEqual(['incident-io read', ...Array(3).fill('incident-io unchanged')]);
    expect(official.word('chatgpt')?.checked).toBe('2026-11-24T15:03:00.000Z');
  });

  it('grows stale even where the host says that nothing has changed', async () => {
    const { official, told, pass, stateOf } = world(undefined, own('copilot'));
    told.set('status.cloud.microsoft', fixture('microsoft', 'operational.json'));
    await official.update();
    expect(stateOf('copilot')).toBe('operational');
    await pass(65);
    expect(stateOf('copilot')).toBe('unknown');
  });
});

describe('a page that fails', () => {
  it('is asked less often, up to ten minutes, and at once as before when it is back', async () => {
    const { official, told, asked, pass } = world(undefined, own('chatgpt'));
    told.set('status.openai.com', 403);
    await official.update();
    const at: number[] = [];
    for (let minute = 1; minute <= 60; minute += 1) {
      const before = asked.length;
      await pass(1);
      if (asked.length > before) at.push(minute);
    }
    expect(at).toEqual([2, 6, 14, 24, 34, 44, 54]);
    told.set('status.openai.com', openai('operational'));
    await pass(4);
    const before = asked.length;
    await pass(3);
    expect(asked.length).toBe(before + 3);
  });

  it('keeps its word for 15 minutes, then is unknown, never up', async () => {
    const { official, told, pass, stateOf } = world(undefined, own('chatgpt'));
    told.set('status.openai.com', openai('operational'));
    await official.update();
    told.set('status.openai.com', 'silence');
    const states: (string | undefined)[] = [];
    for (let minute = 1; minute <= 20; minute += 1) {
      await pass(1);
      states.push(stateOf('chatgpt'));
    }
    expect(states).toEqual([...Array(14).fill('operational'), ...Array(6).fill('unknown')]);
  });

  it('is told once when that changes, not with every poll', async () => {
    const { official, told, pass, readable } = world(undefined, own('chatgpt', 'openai-platform'));
    told.set('status.openai.com', 500);
    await official.update();
    await pass(30);
    told.set('status.openai.com', openai('component-gone'));
    await pass(15);
    expect(readable).toEqual([
      'chatgpt server-error',
      'openai-platform server-error',
      'chatgpt part-missing',
      'openai-platform part-missing',
    ]);
  });

  it('delays no other', async () => {
    const { official, told, time, stateOf } = world();
    for (const { url } of documentsOf(services)) told.set(new URL(url).host, 'silence');
    told.set('status.claude.com', fixture('statuspage', 'operational.json'));
    const claude =
      official.documents[documentsOf(services).findIndex(({ url }) => url.includes('claude'))];
    const all = official.update();
    await expect.poll(() => stateOf('claude'), { timeout: 250, interval: 5 }).toBe('operational');
    time.now += MINUTE;
    await claude?.update();
    expect(official.word('claude')?.checked).toBe('2026-11-24T15:01:00.000Z');
    await all;
  });

  it('that was planned under a clock set back since is asked all the same', async () => {
    const { official, told, time, asked } = world(undefined, own('chatgpt'));
    told.set('status.openai.com', openai('operational'));
    await official.update();
    time.now -= 24 * 60 * MINUTE;
    await official.update();
    expect(asked).toHaveLength(2);
  });

  it('is let go when the server stops, and nothing is told of it', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    const official = createOfficial({
      services,
      fetch: () => new Promise(() => undefined),
      clock: () => NOW,
      random: () => 0,
      signal: stop.signal,
      onPoll: (family) => told.push(family),
    });
    const asked = official.update();
    stop.abort();
    await asked;
    expect(told).toEqual([]);
  });
});

describe('changes', () => {
  it('are stored when they happen, with the vendor’s time and ours', async () => {
    const { rows, store } = memoryStore();
    const { official, told, pass } = world(store, own('chatgpt'));
    told.set('status.openai.com', openai('full-outage'));
    await official.update();
    await pass(3);
    expect(rows).toEqual([
      {
        service: 'chatgpt',
        state: 'outage',
        minute: minuteOf(NOW),
        incident: '01M0G1RZER839AZXWMYKSZF3GR',
        title: 'Elevated errors across ChatGPT',
        publishedMinute: minuteOf(Date.UTC(2026, 10, 24, 14, 31)),
      },
    ]);
    told.set('status.openai.com', 'silence');
    await pass(30);
    expect(rows.map(({ state }) => state)).toEqual(['outage', 'unknown']);
    expect(rows[1]?.minute).toBe(minuteOf(NOW) + 3 + 15);
  });

  it('go on after a restart without being told again', async () => {
    const { rows, store } = memoryStore();
    const before = world(store, own('chatgpt'));
    before.told.set('status.openai.com', openai('operational'));
    await before.official.update();
    const after = world(store, own('chatgpt'));
    after.time.now += 60 * MINUTE;
    after.told.set('status.openai.com', openai('operational'));
    await after.official.update();
    expect(after.official.word('chatgpt')?.since).toBe('2026-11-24T15:00:00.000Z');
    expect(rows).toHaveLength(1);
  });

  it('wait for a store that fails, while words go on', async () => {
    const { rows, store, state } = memoryStore();
    const { official, told, stateOf, pass } = world(store, own('chatgpt'));
    told.set('status.openai.com', openai('operational'));
    state.isFailing = true;
    await expect(official.update()).rejects.toThrow('the disk is full');
    expect(stateOf('chatgpt')).toBe('operational');
    await expect(pass(1)).rejects.toThrow('the disk is full');
    state.isFailing = false;
    await pass(1);
    expect(rows.map((row) => row.state)).toEqual(['operational']);
  });

  it('that the store did not take are stored with the next poll, in order', async () => {
    const { rows, store, state } = memoryStore();
    const { official, told, pass, time } = world(store, own('copilot'));
    told.set('status.cloud.microsoft', fixture('microsoft', 'operational.json'));
    await official.update();
    state.isFailing = true;
    time.now += 30 * MINUTE;
    told.set('status.cloud.microsoft', 'silence');
    await expect(official.update()).rejects.toThrow('the disk is full');
    state.isFailing = false;
    await pass(5);
    expect(rows.map((row) => row.state)).toEqual(['operational', 'unknown']);
    expect(rows[1]?.minute).toBe(minuteOf(NOW) + 30);
  });
});
