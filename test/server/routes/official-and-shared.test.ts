import { beforeEach, describe, expect, it } from 'vitest';
import { statusSchema } from '../../../lib/protocol/status.ts';
import type { OfficialWord } from '../../../server/official/official-word.ts';
import { batch, failed, networkOf, post, seen } from '../support/batches.ts';
import { live, speak } from '../support/crowd.ts';
import { createTestServer, NOON, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let words: Map<string, OfficialWord>;

beforeEach(() => {
  words = new Map();
  server = createTestServer({ official: (service) => words.get(service) });
});

async function statusOf(service: string) {
  const answer = await server.request('/v1/status.json');
  return statusSchema.parse(await answer.json()).services[service];
}

const pageOf = async (path: string) => (await server.request(path)).text();

/** What the vendor of ChatGPT says from now on, as the reader of its page keeps it. */
async function vendorSays(state: OfficialWord['state'], published: number | null = null) {
  const minute = server.minute();
  const checked = new Date(server.time.now).toISOString();
  const incident = { id: 'i1', title: 'Elevated <errors>', publishedAt: null };
  const url = 'https://status.openai.com';
  const since = new Date((published ?? minute) * 60_000).toISOString();
  const told = state === 'operational' ? {} : { incident };
  words.set('chatgpt', { state, since, url, checked, ...told });
  const title = state === 'operational' ? null : incident.title;
  const change = { service: 'chatgpt', state, minute, title, publishedMinute: published };
  await server.store.saveOfficial([{ ...change, incident: null }]);
}

describe('the vendor’s word', () => {
  it('stands beside ours and moves nothing', async () => {
    await vendorSays('outage');
    await live(server, 20);
    words.set('chatgpt', {
      ...words.get('chatgpt'),
      checked: new Date(server.time.now).toISOString(),
    } as OfficialWord);
    await server.judge();
    expect(await statusOf('chatgpt')).toMatchObject({
      state: 'unknown',
      official: { state: 'outage', since: '2026-02-03T19:00:00.000Z' },
      lead: null,
    });
    const page = await pageOf('/s/chatgpt');
    expect(page).toContain('data-testid="official-chatgpt" data-state="outage"');
    expect(page).toContain('OpenAI’s page names trouble that our count does not show.');
    expect(page).toContain('<q>Elevated &lt;errors&gt;</q>');
  });

  it('is aged to unknown when it was last read 15 minutes ago', async () => {
    await vendorSays('operational');
    await live(server, 16);
    expect((await statusOf('chatgpt'))?.official).toMatchObject({
      state: 'unknown',
      since: null,
      checked: '2026-02-03T19:00:00.000Z',
    });
  });

  it('leaves the file’s bytes alone when it only was read once more', async () => {
    await vendorSays('operational');
    await server.judge();
    const { digest } = server.board.file();
    server.time.now += 60_000;
    await vendorSays('operational');
    words.set('chatgpt', {
      ...words.get('chatgpt'),
      since: '2026-02-03T19:00:00.000Z',
    } as OfficialWord);
    await server.judge();
    expect(server.board.file().digest).toBe(digest);
  });

  it('makes a lead of the minutes between our confirmation and its first word', async () => {
    await vendorSays('operational');
    await live(server, 10, { failing: 40 });
    expect(await statusOf('chatgpt')).toMatchObject({ state: 'outage', lead: null });
    const told = server.chronicle.incidents()[0]?.confirmed ?? 0;
    expect(told).toBe(NOON + 1);
    await server.archive.update();
    for (const path of ['/', '/s/chatgpt']) {
      expect(await pageOf(path)).toContain(
        'OpenAI’s page still says that all is fine, 9 minutes after we said so.',
      );
    }
    await live(server, 5, { failing: 40 });
    await vendorSays('degraded', NOON + 13);
    await live(server, 1, { failing: 40 });
    expect(await statusOf('chatgpt')).toMatchObject({ lead: 12, official: { state: 'degraded' } });
    expect(await pageOf('/s/chatgpt')).toContain('We said so 12 minutes before OpenAI’s page.');
    expect(server.chronicle.incidents()).toMatchObject([{ lead: 12 }]);
    server = createTestServer({ store: server.store, now: server.time.now });
    await server.judge();
    expect(await statusOf('chatgpt')).toMatchObject({ lead: 12 });
  });

  it('gives no lead when it was first, and the page says by how much', async () => {
    await vendorSays('operational');
    await live(server, 4);
    await vendorSays('degraded');
    await live(server, 5);
    await live(server, 3, { failing: 40 });
    expect(await statusOf('chatgpt')).toMatchObject({ level: 'confirmed', lead: null });
    const behind = (server.chronicle.incidents()[0]?.confirmed ?? 0) - (NOON + 4);
    expect(await pageOf('/s/chatgpt')).toContain(
      `OpenAI’s page was ${behind} minutes ahead of us.`,
    );
  });
});

const OTHERS = ['claude', 'gemini'] as const;

/** Networks that each sent one batch about some services in this minute. */
async function tell(count: number, failing: readonly string[], fine: readonly string[], from = 0) {
  const minute = server.minute();
  for (let index = from; index < from + count; index += 1) {
    const own = [
      ...failing.map((service) => failed(minute, service)),
      ...fine.map((service) => seen({ minute, service })),
    ];
    const body = post(batch(`${index}/${minute}`, { seen: own }));
    await server.requestFrom(networkOf(index), '/v1/reports', body);
  }
}

describe('the door', () => {
  const sums = () => server.store.door(NOON - 10, NOON + 2);

  it('counts networks that tried several services, by how that went', async () => {
    await tell(3, ['chatgpt', 'claude'], []);
    await tell(2, ['chatgpt'], ['claude'], 10);
    await tell(4, [], ['chatgpt', 'claude'], 20);
    await tell(5, ['chatgpt'], [], 30);
    expect(await sums()).toEqual({ several: 9, failedAll: 3, failedSome: 2 });
  });

  it('counts a batch that is sent again, or after a restart, once', async () => {
    await tell(2, ['chatgpt', 'claude'], []);
    await tell(2, ['chatgpt', 'claude'], []);
    server = createTestServer({ store: server.store });
    await tell(2, ['chatgpt', 'claude'], []);
    expect(await sums()).toEqual({ several: 2, failedAll: 2, failedSome: 0 });
  });

  it('gives one network one voice, whose word is that of most of its browsers', async () => {
    const say = async (who: number, ...own: ReturnType<typeof seen>[]) => {
      const body = post(batch(`who ${who}`, { seen: own }));
      await server.requestFrom(networkOf(1), '/v1/reports', body);
    };
    const minute = NOON;
    const fine = [seen({ minute }), seen({ minute, service: 'claude' })];
    const lost = [failed(minute), failed(minute, 'claude')];
    for (let who = 0; who < 5; who += 1) await say(who, ...lost);
    expect(await sums()).toEqual({ several: 1, failedAll: 1, failedSome: 0 });
    for (let who = 5; who < 9; who += 1) await say(who, failed(minute), ...fine.slice(1));
    expect(await sums()).toEqual({ several: 1, failedAll: 1, failedSome: 0 });
    for (let who = 9; who < 13; who += 1) await say(who, failed(minute), ...fine.slice(1));
    expect(await sums()).toEqual({ several: 1, failedAll: 0, failedSome: 1 });
    for (let who = 13; who < 30; who += 1) await say(who, ...fine);
    expect(await sums()).toEqual({ several: 1, failedAll: 0, failedSome: 0 });
  });

  it('keeps minutes apart, drops old ones and lets a first word stand', async () => {
    const minute = NOON;
    const own = [
      failed(minute),
      seen({ minute }),
      failed(minute, 'claude'),
      failed(minute - 1),
      seen({ minute: minute - 1, service: 'claude' }),
      failed(minute - 20),
      failed(minute - 20, 'claude'),
      failed(minute - 3),
    ];
    await server.requestFrom(networkOf(1), '/v1/reports', post(batch('a', { seen: own })));
    expect(await sums()).toEqual({ several: 2, failedAll: 1, failedSome: 1 });
  });
});

describe('services that fail together', () => {
  const all = ['chatgpt', ...OTHERS];

  it('name each other when most browsers that fail somewhere fail everywhere', async () => {
    await live(server, 3, { failing: 36, services: all });
    for (const id of all) {
      const status = await statusOf(id);
      expect(status?.level).toBe('confirmed');
      expect(status?.shared).toEqual(all.filter((other) => other !== id).sort());
    }
    expect((await statusOf('perplexity'))?.shared).toBeUndefined();
    await server.archive.update();
    expect(await pageOf('/s/chatgpt')).toContain('probably a network or provider that they share');
  });

  it('are possibly related, in words only, when they merely begin together', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      for (const [index, id] of all.entries()) {
        await tell(30, [id], [], index * 30);
      }
      server.pass(1);
      await server.judge();
    }
    expect((await statusOf('chatgpt'))?.level).toBe('confirmed');
    expect((await statusOf('chatgpt'))?.shared).toBeUndefined();
    await server.archive.update();
    expect(await pageOf('/s/chatgpt')).toContain(
      'Possibly a shared cause: Claude and Gemini began to fail at about the same time.',
    );
  });

  it('are not called so when browsers fail on one and not on another, nor by one network', async () => {
    for (let minute = 0; minute < 8; minute += 1) {
      for (const [index, id] of all.entries()) {
        const [other = id] = [...all.slice(index + 1), ...all];
        await tell(20, [id], [other], index * 20);
      }
      await speak(server, { count: 1, failing: 1, services: all });
      server.pass(1);
      await server.judge();
    }
    expect((await statusOf('chatgpt'))?.level).toBe('confirmed');
    for (const id of all) expect((await statusOf(id))?.shared).toBeUndefined();
    expect(server.board.shared()).toEqual([]);
  });
});
