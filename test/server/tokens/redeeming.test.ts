import { generateKeyPairSync } from 'node:crypto';
import { cpSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ISSUANCE_BYTES, issuanceAnswerSchema } from '../../../lib/protocol/issuance.ts';
import { readToken, writeToken } from '../../../lib/protocol/token.ts';
import { encodeBody } from '../../../lib/report/body.ts';
import { BATCHES_PER_NETWORK } from '../../../server/intake/rate-limit.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { openIssuerKeys } from '../../../server/tokens/issuer-keys.ts';
import { openKeyFolder } from '../../../server/tokens/key-folder.ts';
import { MOST_REPEATS } from '../../../server/tokens/repeats.ts';
import type { TokenEvent } from '../../../server/tokens/token-events.ts';
import { openTokens, type Tokens } from '../../../server/tokens/tokens.ts';
import { createTestServer, type TestServerOptions } from '../support/test-server.ts';
import { EPOCH, newRequest, someSecret, temporaryFolder, tokensOf } from './token-world.ts';

const HOUR = 3_600_000;
const JSON_TYPE = { 'content-type': 'application/json' };
const tagOf = (letter: string) => `${letter.repeat(21)}A`;

type Mode = 'off' | 'optional' | 'required';

describe('tokens of batches', () => {
  // The same keys for all: making them takes a second.
  const made = temporaryFolder();
  beforeAll(async () => {
    await openIssuerKeys(openKeyFolder(made.path), () => EPOCH * 60_000, someSecret);
  });
  afterAll(() => made.clear());

  let folder: ReturnType<typeof temporaryFolder>;
  let time = EPOCH * 60_000;
  let store: ReturnType<typeof createSqliteStore>;
  let events: TokenEvent[];
  let tokens: Tokens;
  let server: ReturnType<typeof createTestServer>;

  async function open(mode: Mode, options: TestServerOptions = {}): Promise<void> {
    const settings = { tokens: mode, tokenKeys: folder.path };
    const fail = (error: Error) => {
      throw error;
    };
    tokens = await openTokens(
      settings,
      store,
      () => time,
      (event) => events.push(event),
      fail,
    );
    server = createTestServer({ store, tokens, now: time, ...options });
  }
  beforeEach(() => {
    folder = temporaryFolder();
    cpSync(made.path, folder.path, { recursive: true });
    time = EPOCH * 60_000;
    store = createSqliteStore(':memory:');
    events = [];
  });
  afterEach(async () => {
    await store.close();
    folder.clear();
  });

  const pass = (ms: number) => {
    time += ms;
    server.time.now = time;
  };
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    server.request(path, { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } });
  const signingKey = () => {
    const [key] = tokens.publicKeys(time).filter(({ from }) => from + 360 > time / 60_000);
    if (key === undefined) throw new Error('no key signs');
    return key;
  };
  async function fetchTokens(): Promise<readonly string[]> {
    const key = signingKey();
    const { pending, body } = await newRequest(key);
    const response = await post('/v1/tokens', body);
    expect(response.status).toBe(200);
    return tokensOf(pending, issuanceAnswerSchema.parse(await response.json()), key);
  }
  const batch = (letter: string, token: string | null = null, service = 'chatgpt') => {
    const seen = { service, minute: Math.floor(time / 60_000) - 1, outcome: 'ok' } as const;
    return encodeBody(tagOf(letter), [{ ...seen, signals: [] }], [], token) ?? '';
  };
  const report = async (body: string) => {
    const response = await post('/v1/reports', body);
    const { error } = (await response.json()) as { error?: { code: string; path?: string } };
    return error === undefined ? response.status : [response.status, error.code, error.path];
  };
  const voices = async () => {
    const now = Math.floor(time / 60_000);
    return (await store.tally(now - 10, now)).reduce((sum, { voices: n }) => sum + n, 0);
  };

  it('are taken once; the same batch sent again is taken again and counts once', async () => {
    await open('optional');
    const [token = ''] = await fetchTokens();
    const body = batch('a', token);
    expect(body).toHaveLength(1024);
    expect(await report(body)).toBe(202);
    expect(await report(body)).toBe(202);
    expect(await report(batch('b', token))).toEqual([403, 'token-spent', 'token']);
    expect(await report(body)).toBe(202);
    expect(await voices()).toBe(1);
    expect(events).toEqual(['taken', 'again', 'spent', 'again']);
  });

  it.each([
    ['optional', 202],
    ['required', [429, 'too-many', undefined]],
  ] as const)(
    'speak for their batch no more when it came again too often, where they are %s',
    async (mode, then) => {
      await open(mode);
      const [token = '', other = ''] = await fetchTokens();
      const body = batch('a', token);
      for (let sent = 0; sent <= MOST_REPEATS; sent += 1) expect(await report(body)).toBe(202);
      expect(events).not.toContain('worn');
      const flood = await Promise.all(Array.from({ length: 20 }, () => report(body)));
      expect(flood).toEqual(Array(20).fill(then));
      expect(events.filter((event) => event === 'worn')).toHaveLength(20);
      expect(events.filter((event) => event === 'again')).toHaveLength(MOST_REPEATS);
      // It is worn for every batch, and others are not.
      expect(await report(batch('b', token))).toEqual(then);
      expect(await report(batch('c', other))).toBe(202);
    },
  );

  it('cost no check and no write once they came again too often, and a crowd of copies at once gets no further', async () => {
    let spends = 0;
    const settings = { tokens: 'optional', tokenKeys: folder.path } as const;
    const counting = {
      spend: (...given: Parameters<typeof store.spend>) => {
        spends += given[1].length;
        return store.spend(...given);
      },
    };
    const note = (event: TokenEvent) => events.push(event);
    tokens = await openTokens(
      settings,
      counting,
      () => time,
      note,
      () => {},
    );
    server = createTestServer({ store, tokens, now: time });
    const [token = ''] = await fetchTokens();
    const body = new TextEncoder().encode(batch('a', token));
    const copies = () => Promise.all(Array.from({ length: 200 }, () => tokens.redeem(token, body)));
    const vouched = (await copies()).filter((word) => word === 'vouched');
    expect(vouched).toHaveLength(1 + MOST_REPEATS);
    spends = 0;
    expect(new Set(await copies())).toEqual(new Set(['plain']));
    expect(spends).toBe(0);
    // The count ends with the key, and so does what it counted.
    pass(12 * HOUR);
    await tokens.update();
    expect(await tokens.redeem(token, body)).toBe('plain');
    expect(events.at(-1)).toBe('expired');
  });

  it('are asked for anew by networks whose buckets have changed', async () => {
    await open('optional');
    let times = 0;
    const forgetNetworks = () => {
      times += 1;
    };
    server = createTestServer({ store, tokens: { ...tokens, forgetNetworks }, now: time });
    await report(batch('a'));
    pass(24 * HOUR - 1);
    await report(batch('a'));
    expect(times).toBe(0);
    pass(1);
    await report(batch('a'));
    expect(times).toBe(1);
  });

  it('are taken once of many batches that come at the same time, also on other nodes', async () => {
    await open('optional');
    const [token = ''] = await fetchTokens();
    const first = server;
    await open('optional');
    const bodies = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => batch(letter, token));
    const answers = await Promise.all(
      bodies.map(async (body, index) => {
        const node = index % 2 === 0 ? first : server;
        const init = { method: 'POST', body, headers: JSON_TYPE };
        return (await node.request('/v1/reports', init)).status;
      }),
    );
    expect(answers.sort()).toEqual([202, 403, 403, 403, 403, 403]);
  });

  it('that were changed or signed by another are refused', async () => {
    await open('optional');
    const [token = ''] = await fetchTokens();
    const read = readToken(token);
    const flipped = read.signature.map((byte, index) => (index === 100 ? byte ^ 1 : byte));
    const moved = read.nonce.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    for (const wrong of [
      writeToken({ ...read, signature: flipped }),
      writeToken({ ...read, nonce: moved }),
      writeToken({ ...read, signature: new Uint8Array(256).fill(255) }),
      writeToken({ ...read, signature: new Uint8Array(256) }),
    ]) {
      expect(await report(batch('a', wrong))).toEqual([403, 'token-invalid', 'token']);
    }
    expect(await report(batch('a', token))).toBe(202);
  });

  it('of a form that none has are refused as the body is', async () => {
    await open('optional');
    const { token: _, ...rest } = JSON.parse(batch('a', 'A'.repeat(400)));
    for (const [body, path] of [
      [{ ...rest, token: 'A'.repeat(399) }, 'token'],
      [{ ...rest, token: `${'A'.repeat(399)}=` }, 'token'],
      [{ ...rest, token: null }, 'token'],
      [rest, 'v'],
      [{ ...rest, v: 1, token: 'A'.repeat(400) }, 'token'],
      [{ ...rest, v: 3 }, 'v'],
    ] as const) {
      expect(await report(JSON.stringify(body))).toEqual([400, 'invalid-body', path]);
    }
  });

  it('die with their key, and their nullifiers with them', async () => {
    await open('optional');
    const [token = '', unspent = ''] = await fetchTokens();
    expect(await report(batch('a', token))).toBe(202);
    pass(12 * HOUR - 1);
    expect(await report(batch('b', token))).toEqual([403, 'token-spent', 'token']);
    const rows = () => store.spend(`token-${readToken(token).kid}`, [], 0);
    await rows();
    pass(1);
    await tokens.update();
    await server.archive.update();
    // Nobody can spend it any more, so that it was spent need not be known any more.
    expect(await report(batch('c', token))).toBe(202);
    expect(await report(batch('d', unspent))).toBe(202);
    expect(events.slice(-2)).toEqual(['expired', 'expired']);
    const epoch = `token-${readToken(token).kid}`;
    const value = new Uint8Array(16);
    expect(await store.spend(epoch, [{ value, purpose: value }], 0)).toEqual(['new']);
  });

  it('of the last epoch are good while the next key signs', async () => {
    await open('optional');
    const [old = ''] = await fetchTokens();
    pass(6 * HOUR);
    const [young = ''] = await fetchTokens();
    expect(readToken(young).kid).not.toBe(readToken(old).kid);
    expect(await report(batch('a', old))).toBe(202);
    expect(await report(batch('b', young))).toBe(202);
    expect(events.filter((event) => event === 'taken')).toHaveLength(2);
  });

  it('are demanded where the server is set to', async () => {
    await open('required');
    expect(await report(batch('a'))).toEqual([403, 'token-needed', 'token']);
    const [token = '', other = ''] = await fetchTokens();
    expect(await report(batch('a', token))).toBe(202);
    expect(await report(batch('a', token))).toBe(202);
    pass(12 * HOUR);
    await tokens.update();
    expect(await report(batch('b', other))).toEqual([403, 'token-expired', 'token']);
    expect(await voices()).toBe(0);
  });

  it('are neither issued nor looked at where the server is set to', async () => {
    await open('optional');
    const [token = ''] = await fetchTokens();
    const { body } = await newRequest(signingKey());
    await open('off');
    expect(tokens.publicKeys(time)).toEqual([]);
    expect((await post('/v1/tokens', body)).status).toBe(404);
    expect(await report(batch('a', token))).toBe(202);
    expect(await report(batch('b', token))).toBe(202);
    expect(await report(batch('c'))).toBe(202);
  });

  it('do not lift the cap of a network: its voices are stored, and one of them counts', async () => {
    await open('optional');
    const all = await fetchTokens();
    const letters = ['a', 'b', 'c', 'd'];
    for (const [index, letter] of letters.entries()) {
      expect(await report(batch(letter, all[index] ?? null))).toBe(202);
    }
    const now = Math.floor(time / 60_000);
    const [chatgpt] = await store.tally(now - 10, now);
    expect(chatgpt).toMatchObject({ voices: 4, tried: 1, failed: 0 });
  });

  it('that are refused cost their network its allowance, as taken batches do', async () => {
    await open('optional');
    const [token = ''] = await fetchTokens();
    const forged = writeToken({ ...readToken(token), signature: new Uint8Array(256) });
    expect(await report(batch('a', token))).toBe(202);
    for (let sent = 1; sent < BATCHES_PER_NETWORK; sent += 1) {
      const [status] = [await report(batch('b', sent % 2 === 0 ? token : forged))].flat();
      expect(status).toBe(403);
    }
    expect(await report(batch('b', token))).toEqual([429, 'too-many', undefined]);
    expect(await report(batch('b', forged))).toEqual([429, 'too-many', undefined]);
  });

  it('are spent although the store failed in between, by the same batch, which is no worse off with one', async () => {
    const kept = store;
    let isBroken = false;
    const errors: Error[] = [];
    const shaky = {
      spend: async (...given: Parameters<typeof kept.spend>) => {
        const words = await kept.spend(...given);
        if (isBroken) throw new Error('the answer was lost');
        return words;
      },
    };
    const settings = { tokens: 'optional', tokenKeys: folder.path } as const;
    tokens = await openTokens(
      settings,
      shaky,
      () => time,
      () => {},
      (error) => errors.push(error),
    );
    server = createTestServer({ store, tokens, now: time });
    const [token = ''] = await fetchTokens();
    isBroken = true;
    expect(await report(batch('a', token))).toBe(202);
    expect(errors.map(({ message }) => message)).toEqual(['the answer was lost']);
    isBroken = false;
    expect(await report(batch('a', token))).toBe(202);
    expect(await report(batch('b', token))).toEqual([403, 'token-spent', 'token']);
    expect(await voices()).toBe(1);
  });

  it('cannot be told from others while the store fails, so none is taken where one is needed', async () => {
    const settings = { tokens: 'required', tokenKeys: folder.path } as const;
    const broken = {
      spend: async () => {
        throw new Error('away');
      },
    };
    tokens = await openTokens(
      settings,
      broken,
      () => time,
      () => {},
      () => {},
    );
    server = createTestServer({ store, tokens, now: time });
    const [token = ''] = await fetchTokens();
    expect(await report(batch('a', token))).toEqual([503, 'unavailable', undefined]);
    expect(await voices()).toBe(0);
  });

  describe('asked for', () => {
    beforeEach(() => open('optional'));

    it.each([
      ['of another type', {}, { 'content-type': 'text/plain' }, [415, 'unsupported-type']],
      ['packed', {}, { 'content-encoding': 'gzip' }, [415, 'unsupported-type']],
      ['by a page of another site', {}, { 'sec-fetch-site': 'cross-site' }, [403, 'cross-site']],
      ['by a page of the same site', {}, { 'sec-fetch-site': 'same-site' }, [403, 'cross-site']],
      ['with another version', { v: 2 }, {}, [400, 'invalid-body', 'v']],
      ['with an unknown key', { kid: '0'.repeat(24) }, {}, [409, 'unknown-key', 'kid']],
      ['with a key of another form', { kid: 'A'.repeat(24) }, {}, [400, 'invalid-body', 'kid']],
      ['with something more', { more: 1 }, {}, [400, 'invalid-body', 'more']],
      ['for three tokens', { blinded: ['A'.repeat(342)] }, {}, [400, 'invalid-body', 'blinded']],
      [
        'with a message of another length',
        { blinded: Array.from({ length: 4 }, () => 'A'.repeat(341)) },
        {},
        [400, 'invalid-body', 'blinded.0'],
      ],
      [
        'with a message above the modulus',
        { blinded: Array.from({ length: 4 }, () => `${'_'.repeat(341)}w`) },
        {},
        [400, 'invalid-body', 'blinded.0'],
      ],
      ['with a proof of another form', { proof: 1 }, {}, [400, 'invalid-body', 'proof']],
      ['with two letters in the padding', { pad: 'ab' }, {}, [400, 'invalid-body', 'pad']],
    ])('%s they are refused', async (_, change, headers, refusal) => {
      const { body } = await newRequest(signingKey());
      const bare = { ...JSON.parse(body), pad: '', ...change };
      const missing = ISSUANCE_BYTES - JSON.stringify(bare).length;
      const pad = bare.pad === '' ? '.'.repeat(missing) : `${bare.pad}${'.'.repeat(missing)}`;
      const response = await post('/v1/tokens', JSON.stringify({ ...bare, pad }), headers);
      const { error } = (await response.json()) as { error: { code: string; path?: string } };
      const [status, code, path] = refusal;
      expect([response.status, error.code, error.path]).toEqual([status, code, path]);
    });

    it('in another size they are refused', async () => {
      const { body } = await newRequest(signingKey());
      const short = JSON.stringify({ ...JSON.parse(body), pad: '' });
      expect((await post('/v1/tokens', short)).status).toBe(400);
      expect((await post('/v1/tokens', `${body} `)).status).toBe(413);
    });

    it('they come in answers of one size, which no page may read and nobody keeps', async () => {
      const { body } = await newRequest(signingKey());
      const response = await post('/v1/tokens', body, { origin: 'https://evil.example' });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(Buffer.byteLength(await response.text())).toBe(1392);
      const asked = await server.request('/v1/tokens', { method: 'OPTIONS' });
      expect(asked.status).toBe(405);
      expect(asked.headers.get('allow')).toBe('POST');
    });

    it('leave no trace in the log and only counts in the metrics', async () => {
      const [token = ''] = await fetchTokens();
      await report(batch('a', token));
      server.log.flush();
      const text = server.lines.join('\n');
      expect(text).not.toContain(token.slice(0, 16));
      expect(text).not.toContain(readToken(token).kid);
      expect(text).toContain('"tokens"');
    });
  });

  it('signed by any other key of the same size are not taken for ours', async () => {
    await open('optional');
    const { kid } = signingKey();
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const key = { ...signingKey(), spki };
    const { pending, body } = await newRequest(key);
    const response = await post('/v1/tokens', body);
    // Blinded for another key: it may be too large a number for ours, and no token comes of it either way.
    if (response.status === 400) return expect(response.status).toBe(400);
    const answer = issuanceAnswerSchema.parse(await response.json());
    await expect(tokensOf(pending, answer, { ...signingKey(), kid })).rejects.toThrow('no tokens');
  });
});
