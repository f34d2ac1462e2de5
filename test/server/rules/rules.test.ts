import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorSchema } from '../../../lib/protocol/error.ts';
import type { IssuerKey } from '../../../lib/protocol/issuer-key.ts';
import { openPack } from '../../../lib/rules/open-pack.ts';
import { readServices } from '../../../lib/services/read.ts';
import { readPack } from '../../../server/rules/read-pack.ts';
import { createRules } from '../../../server/rules/rules.ts';
import { createSigner } from '../../../server/rules/signer.ts';
import { writeWhole } from '../../../server/rules/write-whole.ts';
import { payloadAt, sealed } from '../../support/rules/make-pack.ts';
import { CURRENT_KEY, SPARE_KEY } from '../../support/rules/test-keys.ts';
import { createTestServer } from '../support/test-server.ts';

const NOW = Date.UTC(2026, 1, 3, 19);
const DAY = 86_400_000;
/** A sequence begins at the minute of its first pack. */
const FIRST = NOW / 60_000;
const services = readServices();

let folder: string;
let path: string;
let sourcePath: string;
let now: number;
let issuerKeys: IssuerKey[];
const onUnreadable = vi.fn();
const onDatedAhead = vi.fn();
const onBadSource = vi.fn();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-rules-'));
  path = join(folder, 'rules.json');
  sourcePath = join(folder, 'rules-source.json');
  now = NOW;
  issuerKeys = [];
  onUnreadable.mockClear();
  onDatedAhead.mockClear();
  onBadSource.mockClear();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const brought = () =>
  createRules({ path, signer: null, clock: () => now, onUnreadable, onDatedAhead });

const signed = (key = CURRENT_KEY) =>
  createRules({
    path,
    signer: createSigner({ key, sourcePath, services, issuerKeys: () => issuerKeys, onBadSource }),
    clock: () => now,
    onUnreadable,
    onDatedAhead,
  });

/** What a reader with these keys makes of the pack in the folder. */
function opened() {
  return openPack(readFileSync(path, 'utf8'), {
    keys: [CURRENT_KEY, SPARE_KEY].map(({ kid, x }) => ({ kid, x })),
    hosts: new Set(services.flatMap((each) => [...each.hosts, ...each.requestHosts])),
    version: '0.1.0',
    now,
    memory: [],
  });
}

const seqOf = () => readPack(readFileSync(path, 'utf8'))?.seq;

describe('GET /v1/rules.json', () => {
  it('is 404 as long as there is no pack', async () => {
    const rules = brought();
    await rules.update();
    const answer = await createTestServer({ rules }).request('/v1/rules.json');
    expect(answer.status).toBe(404);
    expect(errorSchema.parse(await answer.json()).error.code).toBe('not-found');
  });

  it('gives the very file to everybody, tagged with its SHA-256', async () => {
    const text = sealed(payloadAt(NOW));
    writeFileSync(path, text);
    const rules = brought();
    await rules.update();
    const server = createTestServer({ rules });
    const answer = await server.request('/v1/rules.json', { headers: { cookie: 'me=1' } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(text);
    const tag = `"${createHash('sha256').update(text).digest('hex')}"`;
    expect(answer.headers.get('etag')).toBe(tag);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=300/);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const again = await server.request('/v1/rules.json', { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect((await server.request('/v1/rules.json', { method: 'POST' })).status).toBe(405);
  });

  it('is 410 past the end of the pack', async () => {
    writeFileSync(path, sealed(payloadAt(NOW)));
    const rules = brought();
    await rules.update();
    now = NOW + 14 * DAY;
    const answer = await createTestServer({ rules }).request('/v1/rules.json');
    expect(answer.status).toBe(410);
    expect(errorSchema.parse(await answer.json()).error.code).toBe('expired');
  });
});

describe('a pack that is brought', () => {
  it('is noticed when it is replaced, and when it is taken away', async () => {
    const rules = brought();
    writeFileSync(path, sealed(payloadAt(NOW)));
    await rules.update();
    const first = rules.now();
    await rules.update();
    expect(rules.now()).toBe(first);
    writeFileSync(path, sealed(payloadAt(NOW, [], { seq: 2 })));
    await rules.update();
    expect(rules.now()).not.toBe(first);
    rmSync(path);
    await rules.update();
    expect(rules.now()).toBe('none');
  });

  it.each([
    ['no JSON', '{'],
    ['no pack', '{"payload":"AAAA"}'],
    ['a pack of nothing', sealed('{}')],
    ['more than 64 KiB', `${sealed(payloadAt(NOW))}${' '.repeat(65_536)}`],
  ])('stays when what replaces it is %s, and the log is told once', async (_what, text) => {
    const rules = brought();
    writeFileSync(path, sealed(payloadAt(NOW)));
    await rules.update();
    const first = rules.now();
    writeFileSync(path, text);
    await rules.update();
    await rules.update();
    expect(rules.now()).toBe(first);
    expect(onUnreadable).toHaveBeenCalledTimes(1);
  });
});

describe('a pack that is dated ahead', () => {
  it('is given from a day before its time on; until then the one before goes on, and the log is told once', async () => {
    const rules = brought();
    const next = sealed(payloadAt(NOW + 3 * DAY, [], { seq: 2 }));
    const first = sealed(payloadAt(NOW));
    const given = async () => {
      await rules.update();
      const answer = await createTestServer({ rules }).request('/v1/rules.json');
      return answer.status === 200 ? answer.text() : answer.status;
    };
    writeFileSync(path, first);
    expect(await given()).toBe(first);
    writeFileSync(path, next);
    expect(await given()).toBe(first);
    expect(await given()).toBe(first);
    expect(onDatedAhead.mock.calls).toEqual([[NOW + 3 * DAY]]);
    now = NOW + 2 * DAY - 1;
    expect(await given()).toBe(first);
    expect((await opened()).ok).toBe(false);
    now += 1;
    expect(await given()).toBe(next);
    expect((await opened()).ok).toBe(true);
    expect(onUnreadable).not.toHaveBeenCalled();
  });

  it('is not there for anybody when it is the first', async () => {
    const rules = brought();
    writeFileSync(path, sealed(payloadAt(NOW + 3 * DAY)));
    await rules.update();
    expect(rules.now()).toBe('none');
    now += 2 * DAY;
    await rules.update();
    expect(rules.now()).toBeTypeOf('object');
  });

  it('was signed here by a clock that has been set back: it is signed anew at once, above it', async () => {
    now = NOW + 3 * DAY;
    await signed().update();
    const ahead = seqOf() ?? 0;
    now = NOW;
    const rules = signed();
    await rules.update();
    expect(seqOf()).toBe(ahead + 1);
    expect(await opened()).toMatchObject({
      ok: true,
      opened: { issued: NOW, pack: { seq: ahead + 1 } },
    });
    expect(rules.now()).toBeTypeOf('object');
    expect(onDatedAhead).not.toHaveBeenCalled();
  });
});

describe('a pack that is signed here', () => {
  it('is there from the first update on, and readers take it', async () => {
    const rules = signed();
    await rules.update();
    expect(rules.now()).toBeTypeOf('object');
    expect(await opened()).toMatchObject({
      ok: true,
      opened: { signers: [CURRENT_KEY.kid], pack: { seq: FIRST, services: [], issuerKeys: [] } },
    });
  });

  it('stays as it is while nothing changes, and is signed anew when a week is left', async () => {
    const rules = signed();
    await rules.update();
    const first = rules.now();
    now = NOW + 7 * DAY;
    await rules.update();
    expect(rules.now()).toBe(first);
    now += 1;
    await rules.update();
    expect(await opened()).toMatchObject({ ok: true, opened: { pack: { seq: FIRST + 1 } } });
  });

  it('says what the source says, and carries the keys of the issuer', async () => {
    const rules = signed();
    await rules.update();
    const source = { minExt: '0.1.0', services: [{ id: 'chatgpt', switchedOff: true }] };
    writeFileSync(sourcePath, JSON.stringify(source));
    issuerKeys = [{ kid: 'ab'.repeat(12), from: 1_000, until: 1_720, spki: 'A'.repeat(392) }];
    await rules.update();
    expect(await opened()).toMatchObject({
      ok: true,
      opened: { pack: { seq: FIRST + 1, ...source, issuerKeys } },
    });
    rmSync(sourcePath);
    await rules.update();
    expect(await opened()).toMatchObject({
      ok: true,
      opened: { pack: { seq: FIRST + 2, services: [] } },
    });
  });

  it.each([
    ['is no JSON', '{"minExt"'],
    ['has an unknown field', '{"minExt":"0","services":[],"hosts":[]}'],
    [
      'names a foreign host',
      JSON.stringify({
        minExt: '0',
        services: [{ id: 'chatgpt', put: { stop: ['evil.example/x'] } }],
      }),
    ],
  ])('keeps what it said when the source %s, tells why once, and goes on', async (_what, text) => {
    writeFileSync(sourcePath, JSON.stringify({ minExt: '0', services: [{ id: 'claude' }] }));
    const rules = signed();
    await rules.update();
    writeFileSync(sourcePath, text);
    await rules.update();
    await rules.update();
    expect(onBadSource).toHaveBeenCalledTimes(1);
    expect(rules.now()).toBeTypeOf('object');
    expect(await opened()).toMatchObject({
      ok: true,
      opened: { pack: { services: [{ id: 'claude' }] } },
    });
  });

  it('is signed anew when somebody wrote into the file', async () => {
    await signed().update();
    const file = JSON.parse(readFileSync(path, 'utf8')) as { sigs: { sig: string }[] };
    const sig = file.sigs[0]?.sig.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
    writeFileSync(path, JSON.stringify({ ...file, sigs: [{ ...file.sigs[0], sig }] }));
    expect((await opened()).ok).toBe(false);
    await signed().update();
    expect(await opened()).toMatchObject({ ok: true, opened: { pack: { seq: FIRST + 1 } } });
  });

  it('goes on in the sequence after a restart, and with another key', async () => {
    await signed().update();
    await signed().update();
    expect(seqOf()).toBe(FIRST);
    await signed(SPARE_KEY).update();
    expect(seqOf()).toBe(FIRST + 1);
    expect(await opened()).toMatchObject({ ok: true, opened: { signers: [SPARE_KEY.kid] } });
  });

  it('goes on in the sequence although its file was taken away', async () => {
    const rules = signed();
    await rules.update();
    rmSync(path);
    await rules.update();
    expect(seqOf()).toBe(FIRST + 1);
  });

  it.each([
    ['lost', () => rmSync(path)],
    ['damaged', () => writeFileSync(path, '')],
  ])(
    'is above all that readers took when the file of the last one was %s before a start',
    async (_what, spoil) => {
      await signed().update();
      writeFileSync(sourcePath, JSON.stringify({ minExt: '0', services: [{ id: 'claude' }] }));
      await signed().update();
      const last = seqOf() ?? 0;
      spoil();
      now += 2 * 60_000;
      await signed().update();
      expect(seqOf()).toBeGreaterThan(last);
    },
  );

  it('leaves nothing behind when it cannot take its place', async () => {
    mkdirSync(join(folder, 'place', 'taken'), { recursive: true });
    await expect(writeWhole(join(folder, 'place'), 'a pack')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['place']);
  });

  it('says what it said while the source cannot be read', async () => {
    writeFileSync(sourcePath, JSON.stringify({ minExt: '0', services: [{ id: 'claude' }] }));
    const rules = signed();
    await rules.update();
    rmSync(sourcePath);
    symlinkSync(sourcePath, sourcePath);
    await expect(rules.update()).rejects.toThrow('ELOOP');
    expect(await opened()).toMatchObject({ opened: { pack: { services: [{ id: 'claude' }] } } });
  });

  it('stays, and its sequence with it, while the file cannot be read', async () => {
    const rules = signed();
    await rules.update();
    const first = rules.now();
    rmSync(path);
    symlinkSync(path, path);
    await expect(rules.update()).rejects.toThrow('ELOOP');
    expect(rules.now()).toBe(first);
    rmSync(path);
    await rules.update();
    expect(seqOf()).toBe(FIRST + 1);
  });
});
